//! What the steps of a login have in common: which login a form belongs to, who asks, what is hinted.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::domain::interaction::Destination;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::views::Asked;
use crate::web::views::Hints;

/// Loads the login that a form belongs to; the form must be ours.
pub fn of_form<'a>(stand: &Stand, visitor: &Visitor, fields: &'a Parameters) -> Result<Option<Progress>, Stop> {
    let id: &'a str = fields.sent("interaction");
    stand.read(|cx| login::load(cx, visitor, Some(id)))
}

/// The name of the system that asks; the stand's own pages have one in every language.
pub fn asking(progress: &Progress, language: Language) -> String {
    match progress.interaction.destination {
        Destination::Own { .. } => language.t("common-own-pages"),
        Destination::Esia { .. } | Destination::Oidc(_) => progress.party.client.name.clone(),
    }
}

/// «Подсказки стенда» of a step.
pub fn hints(stand: &Stand, language: Language, progress: &Progress, why: Text) -> Option<Hints> {
    let asked = Asked {
        client: asking(progress, language),
        mnemonic: progress.party.client.mnemonic.to_string(),
        scopes: progress.interaction.scopes.iter().map(ToString::to_string).collect(),
        redirect_uri: progress.interaction.destination.address().to_owned(),
    };
    stand.config.hints.then_some(Hints { asked: Some(asked), ..Hints::new(why) })
}
