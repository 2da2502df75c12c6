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
