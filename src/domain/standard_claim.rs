//! THE CLAIM TABLE of the standard OpenID Connect endpoints: what each claim tells, and which data it needs to be
//! opened.
//!
//! Discovery, userinfo, ID tokens and the parameter `claims` are derived from it. Standard claims: OpenID Connect
//! Core 1.0, 5.1 and 5.4; the others are ours and bear ЕСИА's prefix.

use crate::domain::account::AccountLevel;
use crate::domain::scope::Resource;

/// One row of the table.
#[derive(Debug)]
pub struct ClaimDef {
    /// Its name.
    pub name: &'static str,
    /// A granted scope must open this.
    pub opened_by: Resource,
    /// Does a scope alone put it into the ID token? Standard claims stay in userinfo (Core, 5.4).
    pub in_id_token: bool,
    /// What it tells.
    pub about: &'static str,
}

macro_rules! claims {
    ($($name:literal $opened_by:ident $in_id_token:literal $about:literal;)*) => {
        /// Every claim about a person.
        pub const CLAIMS: &[ClaimDef] = &[$(ClaimDef {
            name: $name, opened_by: Resource::$opened_by, in_id_token: $in_id_token, about: $about,
        }),*];
    };
}

claims! {
    "name" Name false "full name, last name first";
    "family_name" Name false "last name";
    "given_name" Name false "first name";
    "middle_name" Name false "отчество; absent where there is none";
    "updated_at" Name false "when the profile changed, in seconds";
    "birthdate" BirthDate false "YYYY-MM-DD";
    "gender" Gender false "male or female";
    "email" Email false "e-mail of the profile";
    "email_verified" Email false "was it confirmed?";
    "phone_number" Mobile false "mobile phone, +79000000702";
    "phone_number_verified" Mobile false "was it confirmed?";
    "address" Addresses false "registered address, or the one of living: an object";
    "groups" Organizations false "places in organisations: {oid}, {oid}:chief, {oid}:admin; a list of texts";
    "urn:esia:sbj" Identity true "the object of ЕСИА's own identity token: oid, typ, lvl, nam, is_tru";
    "urn:esia:level" Identity true "simplified, simplified_ready, standard, confirmed or child";
    "urn:esia:trusted" Identity true "is the account confirmed?";
    "urn:esia:snils" Snils true "000-000-702 23; from a standard account on";
    "urn:esia:inn" Inn true "ИНН";
    "urn:esia:birthplace" BirthPlace true "place of birth";
    "urn:esia:citizenship" IdentityDocument true "ISO 3166 alpha-3";
}

/// Finds a claim by its name.
pub fn find(name: &str) -> Option<&'static ClaimDef> {
    CLAIMS.iter().find(|row| row.name == name)
}

/// `acr` of an account: how sure ЕСИА is of the person.
pub fn acr(level: AccountLevel) -> &'static str {
    match level {
        AccountLevel::Simplified | AccountLevel::SimplifiedReady => "urn:esia:acr:simplified",
        AccountLevel::Standard => "urn:esia:acr:standard",
        AccountLevel::Confirmed => "urn:esia:acr:confirmed",
        AccountLevel::Child => "urn:esia:acr:child",
    }
}

/// Does an account of this level do for somebody who asks for a class? A higher class does for a lower one; an account
/// of a child is beside the ladder.
pub fn satisfies(level: AccountLevel, wanted: &str) -> bool {
    let rung = |class: &str| LADDER.iter().position(|rung| *rung == class);
    let own = acr(level);
    own == wanted || rung(own).zip(rung(wanted)).is_some_and(|(own, wanted)| own > wanted)
}

const LADDER: [&str; 3] = ["urn:esia:acr:simplified", "urn:esia:acr:standard", "urn:esia:acr:confirmed"];

/// Every `acr`, lowest first.
pub const ACR_VALUES: [&str; 4] =
    ["urn:esia:acr:simplified", "urn:esia:acr:standard", "urn:esia:acr:confirmed", "urn:esia:acr:child"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_class_does_for_a_lower_one() {
        for (level, class, does) in [
            (AccountLevel::Confirmed, "urn:esia:acr:simplified", true),
            (AccountLevel::Standard, "urn:esia:acr:standard", true),
            (AccountLevel::Standard, "urn:esia:acr:confirmed", false),
            (AccountLevel::Confirmed, "urn:esia:acr:child", false),
            (AccountLevel::Child, "urn:esia:acr:simplified", false),
            (AccountLevel::Child, "urn:esia:acr:child", true),
            (AccountLevel::Confirmed, "urn:other", false),
        ] {
            assert_eq!(satisfies(level, class), does, "{level:?} {class}");
        }
    }

    #[test]
    fn names_are_unique_and_every_level_has_its_acr() {
        for row in CLAIMS {
            assert_eq!(CLAIMS.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
        }
        assert!(AccountLevel::ALL.into_iter().all(|level| ACR_VALUES.contains(&acr(level))));
        assert!(LADDER.iter().all(|rung| ACR_VALUES.contains(rung)));
        assert_eq!(find("email").map(|row| row.opened_by), Some(Resource::Email));
    }
}
