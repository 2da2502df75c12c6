//! Why identity is not confirmed, access not given back, a signature not taken: in words that say what to do.

use crate::domain::contact::ContactKind;
use crate::domain::kpp::KppError;
use crate::domain::ogrn::OgrnError;
use crate::domain::ogrnip::OgrnipError;
use crate::domain::sign_in;
use crate::flow::confirmation::hindrance::Matter;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::newcomer;
use crate::flow::confirmation::post;
use crate::flow::confirmation::restoration::NotRestored;
use crate::flow::confirmation::signature::Rejected;
use crate::flow::organizations::invitations::NotAccepted;
use crate::flow::organizations::registration;
use crate::flow::organizations::staff::NotChanged;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::typed::mistakes::Told;

/// The name of something that is compared.
pub fn matter(matter: Matter) -> Text {
    Text::new(match matter {
        Matter::Name => "confirm-matter-name",
        Matter::BirthDate => "confirm-matter-birth-date",
        Matter::Snils => "confirm-matter-snils",
        Matter::Document => "confirm-matter-document",
    })
}

/// A sentence that lists them.
fn matters(key: &'static str, list: &[Matter]) -> Text {
    let listed = list
        .iter()
        .map(|one| matter(*one))
        .reduce(|head, tail| Text::new("confirm-and").with("head", head).with("tail", tail));
    Text::new(key).with("what", listed.unwrap_or_else(|| Text::plain("")))
}

fn numbers(oids: &[Oid]) -> String {
    oids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl Told for NotConfirmed {
    fn told(&self) -> Text {
        match self {
            Self::Unknown => Text::new("confirm-no-account"),
            Self::Blocked => Text::new("confirm-blocked"),
            Self::AlreadyConfirmed => Text::new("confirm-already"),
            Self::LinkedToParent => Text::new("confirm-linked"),
            Self::ChildsAccount => Text::new("confirm-child"),
            Self::TooYoung => Text::new("confirm-too-young"),
            Self::Duplicate(oids) => Text::new("confirm-duplicate").with("numbers", numbers(oids)),
            Self::SnilsTaken => Text::new("confirm-snils-taken"),
            Self::Incomplete(list) => matters("confirm-incomplete", list),
            Self::Different(list) => matters("confirm-different", list),
        }
    }
}

impl Told for NotRestored {
    fn told(&self) -> Text {
        match self {
            Self::NotProved(why) => why.told(),
            Self::NoContact => Text::new("mfc-no-contact"),
            Self::PhoneTaken => Text::new("mistake-contact-taken"),
        }
    }
}

impl Told for newcomer::NotRegistered {
    fn told(&self) -> Text {
        match self {
            Self::HasAccount(oids) => Text::new("mfc-has-account").with("numbers", numbers(oids)),
            Self::Duplicate(oids) => Text::new("confirm-duplicate").with("numbers", numbers(oids)),
            Self::TooYoung => Text::new("confirm-too-young"),
            Self::NoContact => Text::new("mfc-no-contact"),
            Self::ContactTaken(ContactKind::Email) => Text::new("mfc-email-taken"),
            Self::ContactTaken(_) => Text::new("mfc-phone-taken"),
        }
    }
}

impl Told for post::NotOrdered {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::AlreadyConfirmed => "confirm-already",
            Self::NotStandard => "confirm-not-standard",
        })
    }
}

impl Told for post::Mistake {
    fn told(&self) -> Text {
        match self {
            Self::Wrong(left) => Text::new("confirm-post-wrong").with("left", i64::from(*left)),
            Self::None => Text::new("confirm-post-none"),
            Self::Exhausted => Text::new("confirm-post-exhausted"),
            Self::AlreadyConfirmed => Text::new("confirm-already"),
        }
    }
}

impl Told for Rejected {
    fn told(&self) -> Text {
        let with_why = |key: &'static str, why: &String| Text::new(key).with("why", why.as_str());
        match self {
            Self::StaleChallenge => Text::new("signature-stale"),
            Self::UsedChallenge => Text::new("signature-used"),
            Self::Empty => Text::new("signature-empty"),
            Self::Unreadable(why) => with_why("signature-unreadable", why),
            Self::WrongSignature(why) => with_why("signature-wrong", why),
            Self::ForeignAuthority(who) => with_why("signature-foreign", who),
            Self::NotValidNow(span) => with_why("signature-not-now", span),
            Self::NoPerson => Text::new("signature-no-person"),
            Self::NoAccount => Text::new("signature-no-account"),
            Self::OtherName => Text::new("signature-other-name"),
            Self::OtherPerson => Text::new("signature-other-person"),
            Self::LevelTooLow => Text::new("signature-level"),
            Self::Blocked(sign_in::Mistake::Limited) => Text::new("sign-in-limited"),
            Self::Blocked(sign_in::Mistake::Locked) => Text::new("sign-in-locked"),
            Self::Blocked(_) => Text::new("sign-in-blocked"),
        }
    }
}

impl Told for OgrnError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Format(_) => "organizations-ogrn-format",
            Self::Checksum { .. } => "organizations-ogrn-checksum",
        })
    }
}

impl Told for OgrnipError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Format(_) => "organizations-ogrnip-format",
            Self::Checksum { .. } => "organizations-ogrn-checksum",
        })
    }
}

impl Told for KppError {
    fn told(&self) -> Text {
        Text::new("organizations-kpp-format")
    }
}

impl Told for registration::NotRegistered {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::NotConfirmed => "organizations-not-confirmed",
            Self::ForeignSignature => "organizations-foreign-signature",
            Self::ExpiredSignature => "organizations-expired-signature",
            Self::Taken => "organizations-taken",
        })
    }
}

impl Told for NotAccepted {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Unknown => "organizations-invitation-unknown",
            Self::Expired => "organizations-invitation-expired",
            Self::NotConfirmed => "organizations-invitation-not-confirmed",
            Self::OtherPerson => "organizations-invitation-other",
            Self::AlreadyThere => "organizations-invitation-there",
        })
    }
}

impl Told for NotChanged {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Unknown => "organizations-no-employee",
            Self::Chief => "organizations-chief",
            Self::Oneself => "organizations-oneself",
        })
    }
}
