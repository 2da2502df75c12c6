//! What the pages of the family have in common to say: states of cards, reasons, certificates.

use chrono::NaiveDate;

use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::child::CardState;
use crate::domain::child::ChildCard;
use crate::domain::document::DocumentKind;
use crate::domain::person::Gender;
use crate::flow::children::Obstacle;
use crate::texts::Text;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::Tone;

/// How far a card is, in a word or two.
pub(super) fn badge(state: CardState) -> Badge {
    let (tone, key) = match state {
        CardState::Draft => (Tone::Neutral, "family-state-draft"),
        CardState::Checking | CardState::Late => (Tone::Waiting, "family-state-checking"),
        CardState::CertificateFailed(_) => (Tone::Bad, "family-state-certificate-failed"),
        CardState::SnilsFailed(_) => (Tone::Bad, "family-state-snils-failed"),
        CardState::Verified => (Tone::Good, "family-state-verified"),
    };
    Badge::new(tone, state.name(), Text::new(key))
}

/// What that means, and what to do.
pub(super) fn advice(state: CardState) -> Text {
    match state {
        CardState::Draft => Text::new("family-draft-advice"),
        CardState::Checking => Text::new("family-checking-advice"),
        CardState::Late => Text::new("family-late-advice"),
        CardState::CertificateFailed(outcome) => Text::new(match outcome {
            Outcome::MismatchName => "family-certificate-name",
            Outcome::MismatchBirthDate => "family-certificate-birth",
            Outcome::Invalid => "family-certificate-invalid",
            Outcome::Timeout => "family-registry-silent",
            Outcome::NotFound | Outcome::Found => "family-certificate-not-found",
        }),
        CardState::SnilsFailed(outcome) => Text::new(match outcome {
            Outcome::MismatchName | Outcome::MismatchBirthDate | Outcome::Invalid => "family-snils-mismatch",
            Outcome::Timeout => "family-registry-silent",
            Outcome::NotFound | Outcome::Found => "family-snils-not-found",
        }),
        CardState::Verified => Text::new("family-verified-advice"),
    }
}

/// The code of a failure, for testers and the support.
pub(super) fn reason(state: CardState) -> Option<Fact> {
    let code = match state {
        CardState::CertificateFailed(outcome) => outcome.reason(Registry::Zags),
        CardState::SnilsFailed(outcome) => outcome.reason(Registry::Sfr),
        CardState::Draft | CardState::Checking | CardState::Late | CardState::Verified => None,
    };
    code.map(|code| Fact::new(Text::new("family-reason"), Text::plain(code)))
}

/// Why no account can be made or linked, and what to do.
pub(super) fn obstacle(obstacle: Obstacle) -> Text {
    match obstacle {
        Obstacle::HasAccount => Text::new("family-obstacle-has-account"),
        Obstacle::ForeignCertificate => Text::new("family-obstacle-foreign"),
        Obstacle::NotVerified => Text::new("family-obstacle-not-verified"),
        Obstacle::ParentNotConfirmed => Text::new("family-obstacle-parent"),
        Obstacle::TooOld(most) => Text::new("family-obstacle-age").with("most", i64::from(most)),
        Obstacle::AccountExists => Text::new("family-obstacle-exists"),
    }
}

/// The kinds of certificates, as they are chosen and shown.
pub(super) const CERTIFICATES: [(DocumentKind, &str); 3] = [
    (DocumentKind::BirthCertificate, "family-certificate-russian"),
    (DocumentKind::ForeignBirthCertificate, "family-certificate-foreign"),
    (DocumentKind::OldBirthCertificate, "family-certificate-old"),
];

/// `ДД.ММ.ГГГГ`.
pub(super) fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// What a card says of the child.
pub(super) fn facts(card: &ChildCard) -> Vec<Fact> {
    let person = &card.person;
    let sex = person.gender.map(|gender| match gender {
        Gender::Male => Text::new("family-male"),
        Gender::Female => Text::new("family-female"),
    });
    let mut facts = vec![Fact::or_absent(Text::new("family-birth-date"), person.birth_date.map(date))];
    facts.extend(sex.map(|sex| Fact::new(Text::new("family-sex"), sex)));
    facts.push(certificate(card));
    facts.push(Fact::or_absent(Text::new("family-snils"), person.snils.as_ref().map(ToString::to_string)));
    facts
}

/// The certificate in one line, named by its kind.
pub(super) fn certificate(card: &ChildCard) -> Fact {
    let kind = card.certificate().map_or(DocumentKind::BirthCertificate, |document| document.kind);
    let label = CERTIFICATES.iter().find(|(known, _)| *known == kind).map_or("family-certificate-russian", |row| row.1);
    let written = card.certificate().map(|document| {
        let data = &document.data;
        let number =
            [data.series.as_deref(), data.number.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let parts = [Some(number), data.issue_date.map(date), data.issued_by.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    Fact::or_absent(Text::new(label), written)
}
