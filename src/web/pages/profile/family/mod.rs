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
use actix_web::web::Bytes;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::child::ChildCard;
use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::passwords;
use crate::flow::children;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::storage::accounts;
use crate::storage::verifications;
use crate::texts::Text;
use crate::web::errors::Shape;
use crate::web::pages;
use crate::web::pages::own_pages;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::pages::own_pages::STATION;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::typed::Typed;
use crate::web::pages::views::FormPage;
use crate::web::pages::views::Hints;
use crate::web::pages::views::PageLink;
use crate::web::pages::views::SentCode;
use crate::web::state::OfStand;

/// The path of the list.
const LIST: &str = "/profile/family";

/// A parent who has signed in, and one of his cards.
struct Own {
    visit: Visit,
    card: ChildCard,
}

/// A handler's way out before its end: the answer is another page.
struct Elsewhere(Box<HttpResponse>);

impl From<HttpResponse> for Elsewhere {
    fn from(answer: HttpResponse) -> Self {
        Self(Box::new(answer))
    }
}

/// A parent who has signed in. A child has no children.
async fn visit(stand: &OfStand, http: &HttpRequest) -> Result<Visit, Elsewhere> {
    as_parent(stand, own_pages::visit(stand, http).await?)
}

fn as_parent(stand: &Stand, visit: Visit) -> Result<Visit, Elsewhere> {
    let is_child = visit.holder.account.level == AccountLevel::Child;
    if is_child { Err(pages::see(stand, OVERVIEW).into()) } else { Ok(visit) }
}

/// A form that a parent has posted.
async fn posted(
    stand: &OfStand,
    http: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
) -> Result<(Visit, Typed), Elsewhere> {
    let (visit, typed) = own_pages::posted(stand, http, body).await?;
    Ok((as_parent(stand, visit)?, typed))
}

impl Own {
    /// The parent, and the card that the path names.
    async fn visit(stand: &OfStand, http: &HttpRequest) -> Result<Self, Elsewhere> {
        Self::find(stand, http, visit(stand, http).await?)
    }

    /// The same with a form that was posted.
    async fn posted(
        stand: &OfStand,
        http: &HttpRequest,
        body: Result<Bytes, actix_web::Error>,
    ) -> Result<(Self, Typed), Elsewhere> {
        let (visit, typed) = posted(stand, http, body).await?;
        Ok((Self::find(stand, http, visit)?, typed))
    }

    fn find(stand: &OfStand, http: &HttpRequest, visit: Visit) -> Result<Self, Elsewhere> {
        let id = http.match_info().query("id").parse().ok();
        let parent = visit.holder.oid();
        let found = stand.read(|cx| Ok(id.map(|id| children::card(cx, parent, id)).transpose()?.flatten()));
        match found {
            Ok(Some(card)) => Ok(Self { visit, card }),
            Ok(None) => Err(nothing_there(stand, &visit)),
            Err(stop) => Err(broken(stand, &visit, &stop)),
        }
    }

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
    async fn carry_out<T: Send + 'static>(
        &self,
        stand: &OfStand,
        act: impl FnOnce(&Cx<'_>, &Account, &ChildCard) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Elsewhere> {
        let (parent, id) = (self.visit.holder.oid(), self.card.id);
        let work = move |cx: &Cx<'_>| {
            let Some(card) = children::card(cx, parent, id)? else { return Ok(None) };
            let Some(parent) = accounts::find(cx.sql, parent)? else { return Ok(None) };
            act(cx, &parent, &card).map(Some)
        };
        match stand.write(work).await {
            Ok(Some(done)) => Ok(done),
            Ok(None) => Err(nothing_there(stand, &self.visit)),
            Err(stop) => Err(broken(stand, &self.visit, &stop)),
        }
    }

    /// Reads something for a page of this card.
    fn read<T>(&self, stand: &OfStand, read: impl FnOnce(&Cx<'_>) -> Result<T, Stop>) -> Result<T, Elsewhere> {
        stand.read(read).map_err(|stop| broken(stand, &self.visit, &stop))
    }

    /// Hashes a new password for the child: slow on purpose, so outside the transaction.
    fn hash(&self, stand: &OfStand, typed: &str) -> Result<String, Elsewhere> {
        passwords::hash(stand, typed).map_err(|stop| broken(stand, &self.visit, &stop))
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
fn nothing_there(stand: &Stand, visit: &Visit) -> Elsewhere {
    let refusal = reasons::calls::card_absent();
    Shape::Page(visit.visitor.language).refuse(stand, STATION, &refusal).into()
}

fn broken(stand: &Stand, visit: &Visit, stop: &Stop) -> Elsewhere {
    profile::stopped(stand, visit, stop).into()
}

/// Answers with a step.
fn show(page: &FormPage) -> HttpResponse {
    pages::html(StatusCode::OK, page)
}

/// Whatever way a handler ends by, it answers.
fn either(answer: Result<HttpResponse, Elsewhere>) -> HttpResponse {
    answer.unwrap_or_else(|Elsewhere(answer)| *answer)
}
