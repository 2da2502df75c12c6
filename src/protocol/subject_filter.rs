//! Who may come back from a login: `person_filter`, `obj_type`, `roles` of the code request.
//!
//! Known are the values of `person_filter` and that it travels in base64; that `obj_type` and `roles` exist and
//! have errors of their own. Their values here follow the letters of ЕСИА's SAML attributes (fidelity).

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::Serialize;

use crate::protocol::base64;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident $($variant:ident $word:literal $about:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $(#[doc = $about] #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value with its word on the wire.
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$variant, $word)),*];

            /// The word on the wire.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words! {
    /// `person_filter`.
    PersonFilter
    Confirmed "conf_acc" "Confirmed accounts.";
    Child "acc_kid" "Accounts of children.";
    NotChild "acc_not_kid" "Everybody but accounts of children.";
}

words! {
    /// `obj_type`: in whose name the citizen acts («Войти как»).
    SubjectType
    Person "P" "«Частное лицо».";
    SoleProprietor "B" "Индивидуальный предприниматель.";
    Legal "L" "Юридическое лицо.";
    PublicAuthority "A" "Орган государственной власти.";
}

words! {
    /// `roles`: what the citizen is in the organisation that they act for.
    SubjectRole
    Chief "CHIEF" "Its head.";
    Admin "ADMIN" "Administrator of its profile.";
    Employee "EMPLOYEE" "Anybody who works there.";
}

/// What a code request demands of the citizen; empty lists demand nothing, of several words one is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectFilter {
    /// Which accounts.
    pub person: Vec<PersonFilter>,
    /// In whose name.
    pub types: Vec<SubjectType>,
    /// As what.
    pub roles: Vec<SubjectRole>,
}

impl SubjectFilter {
    /// Reads the three parameters.
    pub fn parse(sent: &Parameters) -> Result<Self, Refusal> {
        Ok(Self {
            person: person(sent.sent("person_filter"))?,
            types: list(sent.sent("obj_type"), SubjectType::ALL)
                .map_err(|word| reasons::request::obj_type_unknown(word, words(SubjectType::ALL)))?,
            roles: list(sent.sent("roles"), SubjectRole::ALL)
                .map_err(|word| reasons::request::roles_unknown(word, words(SubjectRole::ALL)))?,
        })
    }
}

fn person(sent: &str) -> Result<Vec<PersonFilter>, Refusal> {
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let text = base64::decode(sent).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match list(text.as_deref().unwrap_or_default(), PersonFilter::ALL) {
        Ok(filters) if !filters.is_empty() => Ok(filters),
        _ => {
            let plain = PersonFilter::ALL.iter().any(|(_, word)| *word == sent);
            let hint = if plain { format!("; send {:?}", STANDARD.encode(sent)) } else { String::new() };
            Err(reasons::request::person_filter_malformed(short(sent), words(PersonFilter::ALL), hint))
        }
    }
}

/// Reads a list of known words; the first that is not known is told, shortened.
fn list<'a, T: Copy>(text: &'a str, known: &[(T, &str)]) -> Result<Vec<T>, &'a str> {
    let find = |word: &'a str| {
        let found = known.iter().find(|(_, name)| name.eq_ignore_ascii_case(word));
        found.map(|(value, _)| *value).ok_or_else(|| short(word))
    };
    text.split([' ', ',']).filter(|word| !word.is_empty()).map(find).collect()
}

fn words<T>(known: &[(T, &str)]) -> String {
    known.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
}

fn short(text: &str) -> &str {
    text.char_indices().nth(64).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::error::EsiaCode;

    fn read(query: &str) -> Result<SubjectFilter, Refusal> {
        SubjectFilter::parse(&Parameters::parse(query.as_bytes()).expect("readable"))
    }

    #[test]
    fn nothing_is_demanded_by_default() {
        assert_eq!(read("person_filter=&a=1"), Ok(SubjectFilter::default()));
    }

    #[test]
    fn log_14_the_filter_travels_in_base64() {
        for sent in ["Y29uZl9hY2M%3D", "Y29uZl9hY2M"] {
            assert_eq!(read(&format!("person_filter={sent}")).expect("valid").person, [PersonFilter::Confirmed]);
        }
        let plain = read("person_filter=conf_acc").expect_err("plain");
        assert!(plain.detail().ends_with("; send \"Y29uZl9hY2M=\""), "{}", plain.detail());
        assert_eq!(read("person_filter=%21%21").expect_err("junk").esia, Some(EsiaCode::InvalidRequest));
    }

    #[test]
    fn wrong_types_and_roles_have_codes_of_their_own() {
        assert_eq!(read("obj_type=L,B").expect("valid").types, [SubjectType::Legal, SubjectType::SoleProprietor]);
        assert_eq!(read("obj_type=X").expect_err("unknown").esia, Some(EsiaCode::ObjectTypeWrong));
        assert_eq!(read("roles=chief").expect("valid").roles, [SubjectRole::Chief]);
        assert_eq!(read("roles=CHIEF+king").expect_err("unknown").esia, Some(EsiaCode::RolesWrong));
    }
}
