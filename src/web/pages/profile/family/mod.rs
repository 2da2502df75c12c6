//! «Семья и дети»: cards of children, and what a parent does with each.

pub mod card;
pub mod card_form;
pub mod contacts;
pub mod creation;
pub mod linking;
pub mod list;
pub mod managing;
mod words;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::child::ChildCard;
use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::children;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::storage::accounts;
use crate::storage::verifications;
use crate::texts::Text;
use crate::web::errors::exit::Exit;
use crate::web::pages;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::state::OfStand;
use crate::web::typed::extract::Visiting;
use crate::web::views::FormPage;
use crate::web::views::Hints;
use crate::web::views::PageLink;
use crate::web::views::SentCode;

/// The path of the list.
const LIST: &str = "/profile/family";

/// A parent who has signed in, and one of their cards.
pub struct Own {
    visit: Visit,
    card: ChildCard,
}

/// A parent who has signed in. A child has no children.
pub struct Parent(Visit);

impl Visiting for Parent {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let visit = Visit::arrive(stand, http).await?;
        let is_child = visit.holder.account.level == AccountLevel::Child;
        if is_child { Err(pages::see(stand, OVERVIEW).into()) } else { Ok(Self(visit)) }
    }
}

impl Visiting for Own {
    /// The parent, and the card that the path names.
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let Parent(visit) = Parent::arrive(stand, http).await?;
        let id = http.match_info().query("id").parse().ok();
        let parent = visit.holder.oid();
        let found = stand.read(|cx| Ok(id.map(|id| children::card(cx, parent, id)).transpose()?.flatten()))?;
        found.map(|card| Self { visit, card }).ok_or_else(nothing_there)
    }
}

impl Own {
    /// The path of this card or of something below it.
    fn path(&self, rest: &str) -> String {
        format!("{LIST}/{}{rest}", self.card.id)
    }

    /// The same as an address.
    fn href(&self, stand: &Stand, rest: &str) -> String {
        format!("{}{}", stand.base_path, self.path(rest))
    }

    /// A step of something that is done with this card, in the narrow column.
    fn form(&self, stand: &Stand, rest: &str, heading: Text) -> FormPage {
        profile::form_page(stand, &self.visit, &self.path(rest), heading)
            .link(self.href(stand, ""), Text::new("family-back-to-card"))
    }

    /// Does something in one transaction, with parent and card as they are in it.
    async fn transact<T: Send + 'static>(
        &self,
        stand: &OfStand,
        act: impl FnOnce(&WriteCx<'_>, &Account, &ChildCard) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Exit> {
        let (parent, id) = (self.visit.holder.oid(), self.card.id);
        let work = move |cx: &WriteCx<'_>| {
            let Some(card) = children::card(cx, parent, id)? else { return Ok(None) };
            let Some(parent) = accounts::find(cx.sql, parent)? else { return Ok(None) };
            act(cx, &parent, &card).map(Some)
        };
        stand.write(work).await?.ok_or_else(nothing_there)
    }

    /// «Подсказки стенда» of a step: the code that was sent to the child's phone, and where letters are.
    fn hints(&self, cx: &Cx<'_>, why: Text) -> Result<Option<Hints>, Stop> {
        let Some(mut hints) = profile::hints(cx.stand, why) else { return Ok(None) };
        let (subject, kind) = (self.card.id.to_string(), ContactKind::Mobile);
        let pending = verifications::find(cx.sql, Purpose::Child, &subject, kind)?;
        let log = PageLink::new(format!("{}/logs/sms/", cx.stand.base_path), Text::new("family-hint-messages"));
        hints.sent = pending
            .filter(|pending| pending.attempts_left > 0 && cx.now < pending.expires_at)
            .and_then(|pending| pending.code)
            .map(|code| SentCode { code, log: Some(log) });
        hints
            .links
            .push(PageLink::new(format!("{}/logs/emails", cx.stand.base_path), Text::new("family-hint-letters")));
        Ok(Some(hints))
    }
}

/// A card that is not there, or is somebody else's: nobody learns which.
fn nothing_there() -> Exit {
    Stop::from(reasons::calls::card_absent()).into()
}

/// Answers with a step.
fn show(page: &FormPage) -> HttpResponse {
    pages::html(StatusCode::OK, page)
}
