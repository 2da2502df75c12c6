//! Addresses of a person or an organisation (МР app. Б REST, `addrs`).

use serde::Deserialize;
use serde::Serialize;

/// What kind of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    /// Регистрации по месту жительства.
    Registration,
    /// Проживания.
    Residence,
    /// Временной регистрации.
    Temporary,
    /// Юридический адрес организации.
    Legal,
    /// Почтовый адрес организации.
    Postal,
}

impl AddressKind {
    /// `type` of REST.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Registration => "PRG",
            Self::Residence => "PLV",
            Self::Temporary => "PTA",
            Self::Legal => "OLG",
            Self::Postal => "OPS",
        }
    }
}

/// The text parts of an address; absent where empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AddressParts {
    /// The address in one line, without house and flat.
    pub address: Option<String>,
    /// Code of the address register ФИАС.
    pub fias_code: Option<String>,
    /// Postal code.
    pub zip_code: Option<String>,
    /// Субъект федерации.
    pub region: Option<String>,
    /// Район.
    pub area: Option<String>,
    /// Город.
    pub city: Option<String>,
    /// Внутригородской район.
    pub district: Option<String>,
    /// Населённый пункт.
    pub settlement: Option<String>,
    /// Дополнительная территория.
    pub addition_area: Option<String>,
    /// Улица на дополнительной территории.
    pub addition_area_street: Option<String>,
    /// Улица.
    pub street: Option<String>,
    /// Дом.
    pub house: Option<String>,
    /// Корпус.
    pub frame: Option<String>,
    /// Строение.
    pub building: Option<String>,
    /// Квартира.
    pub flat: Option<String>,
    /// Country, ISO 3166 alpha-3; `RUS` where absent.
    pub country: Option<String>,
}

/// One address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `id` of REST.
    pub id: i64,
    /// What kind.
    pub kind: AddressKind,
    /// Its text.
    pub parts: AddressParts,
}

/// Why a text is no code of the address register ФИАС.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ФИАС code {0:?}: must be a UUID, or digits in groups as 36-0-000-000-000-000-0000-0000-000")]
pub struct FiasCodeError(String);

/// Reads a code of the address register ФИАС: a UUID as answers of ЕСИА have it in later years, or the groups of digits
/// of earlier ones.
pub fn fias_code(text: &str) -> Result<String, FiasCodeError> {
    let groups = text.split('-').map(str::len);
    let is = |of: fn(&u8) -> bool| text.bytes().all(|b| b == b'-' || of(&b));
    let is_uuid = groups.clone().eq(UUID) && is(u8::is_ascii_hexdigit);
    let is_grouped = groups.eq(GROUPS) && is(u8::is_ascii_digit);
    if is_uuid || is_grouped { Ok(text.to_owned()) } else { Err(FiasCodeError(text.to_owned())) }
}

const UUID: [usize; 5] = [8, 4, 4, 4, 12];
const GROUPS: [usize; 9] = [2, 1, 3, 3, 3, 3, 4, 4, 3];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_of_a_code_are_read() {
        for code in ["36-0-000-000-000-000-0000-0000-000", "0c5b2444-70a0-4932-980c-b4dc0d3f02b5"] {
            assert_eq!(fias_code(code), Ok(code.to_owned()));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "36-0-000-000-000-000-0000-0000",
            "36-0-000-000-000-000-0000-0000-0000",
            "36-0-000-000-000-000-0000-0000-00a",
            "3600000000000000000000000000",
            "0c5b244470a04932980cb4dc0d3f02b5",
            "0c5b2444-70a0-4932-980c-b4dc0d3f02bg",
            " 0c5b2444-70a0-4932-980c-b4dc0d3f02b5",
            "٣٦-0-000-000-000-000-0000-0000-000",
        ] {
            assert_eq!(fias_code(text), Err(FiasCodeError(text.to_owned())), "{text}");
        }
    }
}
