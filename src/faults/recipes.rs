//! Recipes: for each kind of fault what a test asks with it, and the fault that it arms.

use crate::faults::kind::Kind;

/// A recipe.
#[derive(Debug)]
pub struct Recipe {
    /// For which kind.
    pub kind: Kind,
    /// What the test asks.
    pub question: &'static str,
    /// The fault, as it is armed.
    pub fault: &'static str,
}

macro_rules! recipes {
    ($($kind:ident $question:literal $fault:literal;)*) => {
        /// One for each kind.
        pub const RECIPES: &[Recipe] =
            &[$(Recipe { kind: Kind::$kind, question: $question, fault: $fault }),*];
    };
}

recipes! {
    Delay "Does the system wait for data longer than it lets the citizen wait?"
        r#"{"at":"rest","do":{"delay":"PT20S"}}"#;
    Hang "Does the token request of the system have a time limit, and what is the citizen told then?"
        r#"{"at":"token","do":{"hang":true}}"#;
    Reset "Is a token request sent again where the connection broke before anything was done?"
        r#"{"at":"token","handle":"before","do":{"reset":true}}"#;
    ResetInBody "Is half an answer taken for a whole one?"
        r#"{"at":"rest","do":{"reset":"in_body"}}"#;
    Truncate "The same where the connection ends politely."
        r#"{"at":"keys","do":{"truncate":20}}"#;
    Status "Is the code sent again after a 502 whose request was carried out, although it is used up?"
        r#"{"at":"token","handle":"after","do":{"status":502,"body":"Bad Gateway"}}"#;
    Maintenance "What happens on a day of planned works, when every answer is a page, for two hours of the stand's clock?"
        r#"{"at":"*","for":"PT2H","do":{"maintenance":true}}"#;
    Esia "Is the refusal of a signature told to the operators of the system?"
        r#"{"at":"token","do":{"esia":"ESIA-007053"}}"#;
    Oauth "Can the citizen try again when ЕСИА is overloaded?"
        r#"{"at":"authorize","do":{"oauth":"temporarily_unavailable"}}"#;
    Callback "Is state compared, or is any code taken?"
        r#"{"at":"callback","do":{"callback":{"state":"other"}}}"#;
    Token "Is the signature of the ID token verified?"
        r#"{"at":"token","do":{"token":"bad_signature"}}"#;
    Claims "Does the system live without a claim that it has always got?"
        r#"{"at":"token","do":{"claims":{"remove":["auth_time"]}}}"#;
    Response "The same for a field of the token endpoint."
        r#"{"at":"token","do":{"response":{"remove":["refresh_token"]}}}"#;
    Data "Does a form stand a person without a patronymic?"
        r#"{"at":"rest","do":{"data":{"set":{"middleName":null}}}}"#;
    DataOf "Is the person of the data compared with the person of the token?"
        r#"{"at":"rest","do":{"data_of":"other"}}"#;
    Keys "Does the system fetch the keys again when it meets one that it does not know?"
        r#"{"at":"keys","times":null,"do":{"keys":"rotated"}}"#;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::kind::KINDS;

    #[test]
    fn every_kind_has_one() {
        let kinds: Vec<_> = RECIPES.iter().map(|recipe| recipe.kind).collect();
        assert_eq!(kinds, KINDS.iter().map(|row| row.kind).collect::<Vec<_>>());
    }
}
