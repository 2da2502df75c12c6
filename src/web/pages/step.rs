//! What the steps of a login have in common: which login a form belongs to, who asks, what is hinted.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::domain::interaction::Destination;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::errors::exit::Exit;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::stale;
use crate::web::views::Asked;
use crate::web::views::Hints;

/// The login that a form belongs to, as it is now; one that is gone makes the form stale.
pub fn of_form(stand: &Stand, visitor: &Visitor, typed: &Typed) -> Result<Progress, Exit> {
    let found = stand.read(|cx| login::load(cx, visitor, Some(typed.text("interaction"))))?;
    found.ok_or_else(|| stale::to_citizen(stand, visitor.language).into())
}

/// Settles the matter of a step in one transaction, with the login that its form belongs to as it is then.
pub async fn settled<T: Send + 'static>(
    stand: &OfStand,
    visitor: &Visitor,
    typed: &Typed,
    job: impl FnOnce(&WriteCx<'_>, Progress) -> Result<T, Stop> + Send + 'static,
) -> Result<T, Exit> {
    let (writer, id) = (visitor.clone(), typed.text("interaction").to_owned());
    let done = stand.write(move |cx| match login::load(cx, &writer, Some(&id))? {
        Some(progress) => job(cx, progress).map(Some),
        None => Ok(None),
    });
    done.await?.ok_or_else(|| stale::to_citizen(stand, visitor.language).into())
}

/// The name of the system that asks; the stand's own pages have one in every language.
pub fn asking(progress: &Progress, language: Language) -> String {
    match progress.interaction.destination {
        Destination::Own { .. } => language.t("common-own-pages"),
        Destination::Esia { .. } | Destination::Oidc(_) => progress.party.client.name.clone(),
    }
}

/// Where «Другой пользователь» leads: whoever is in goes, and the same login asks who comes.
pub fn other_user(stand: &Stand, progress: &Progress) -> String {
    format!("{}/login/another?interaction={}", stand.base_path, progress.id)
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
