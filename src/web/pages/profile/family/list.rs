//! The list of cards, and «Отправить» for those that are marked.

use actix_web::HttpRequest;

use crate::domain::child::CardState;
use crate::domain::child::ChildCard;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::children;
use crate::flow::children::cards;
use crate::flow::children::cards::Submitted;
use crate::flow::stand::Stand;
use crate::storage::children as stored;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::family::LIST;
use crate::web::pages::profile::family::Parent;
use crate::web::pages::profile::family::words;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::Mark;
use crate::web::views::Marked;
use crate::web::views::Notice;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Tone;

/// What is said here after something was done.
const DONE: Done = &[("saved", "family-done-saved"), ("sent", "family-done-sent"), ("deleted", "family-done-deleted")];

/// How marks are named in what is posted, before the number of the card.
const MARK: &str = "card-";

/// `GET /profile/family`.
pub async fn get(stand: OfStand, http: HttpRequest, By(Parent(visit)): By<Parent>) -> Answered {
    answer(&stand, &visit, profile::notice(&http, DONE))
}

fn answer(stand: &Stand, visit: &Visit, notice: Option<Notice>) -> Answered {
    match draw(stand, visit) {
        Ok(page) => Ok(profile::answer(&page.notice(notice))),
        Err(stop) => Err(stop.into()),
    }
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    let parent = visit.holder.oid();
    let known = stand.read(|cx| with_states(cx, stored::list(cx.sql, parent)?))?;
    let can_be_sent = known.iter().any(|(_, state)| state.is_open());
    let address = |rest: &str| format!("{}{LIST}{rest}", stand.base_path);
    // One button on the page weighs more than the others: what there is to do next.
    let add = if can_be_sent { Action::link } else { Action::main_link };
    let marked = Marked { action: address("/submission"), label: Text::new("family-submit") };
    let section = Section::new("children", Text::new("family-children"))
        .intro(Text::new("family-intro"))
        .items(known.iter().map(|(card, state)| item(stand, card, *state)), Text::new("family-none"))
        .marked(can_be_sent.then_some(marked))
        .action(add(address("/new"), Text::new("family-add")));
    let hints = profile::hints(stand, Text::new("family-hint-list"));
    Ok(profile::page(stand, visit, Tab::Family)?.section(section).hints(hints))
}

fn with_states(cx: &Cx<'_>, list: Vec<ChildCard>) -> Result<Vec<(ChildCard, CardState)>, Stop> {
    list.into_iter()
        .map(|card| {
            let state = children::state(cx, &card)?;
            Ok((card, state))
        })
        .collect()
}

fn item(stand: &Stand, card: &ChildCard, state: CardState) -> Item {
    let badge = if card.account.is_some() {
        Badge::new(Tone::Good, "LINKED", Text::new("family-state-linked"))
    } else {
        words::badge(state)
    };
    let open = format!("{}{LIST}/{}", stand.base_path, card.id);
    let mark = Mark { name: format!("{MARK}{}", card.id), label: Text::new("family-mark") };
    Item::new(card.id.to_string(), Text::plain(card.person.name.to_string()))
        .badge(badge)
        .mark(state.is_open().then_some(mark))
        .fact(Fact::or_absent(Text::new("family-birth-date"), card.person.birth_date.map(words::date)))
        .fact(words::certificate(card))
        .action(Action::link(open, Text::new("family-open")))
}

/// `POST /profile/family/submission`: the marked cards, or the one `card`.
pub async fn submit(stand: OfStand, Posted(Parent(visit), typed): Posted<Parent>) -> Answered {
    let (parent, marked) = (visit.holder.oid(), marked(&typed));
    let is_any = !marked.is_empty();
    let done = stand.write(move |cx| cards::submit(cx, parent, &marked)).await;
    match done {
        Ok(Submitted { sent: 1.., foreign: 0 }) => Ok(profile::done(&stand, LIST, "sent")),
        Ok(Submitted { sent, foreign: 1.. }) => {
            let key = if sent > 0 { "family-sent-but-foreign" } else { "family-obstacle-foreign" };
            answer(&stand, &visit, Some(Notice::error(Text::new(key))))
        }
        // What was marked is on its way already, as after a second press of the button.
        Ok(Submitted { sent: 0, .. }) if is_any => Ok(profile::done(&stand, LIST, "sent")),
        Ok(Submitted { .. }) => answer(&stand, &visit, Some(Notice::error(Text::new("family-nothing-marked")))),
        Err(stop) => Err(stop.into()),
    }
}

fn marked(typed: &Typed) -> Vec<i64> {
    let named = typed.names().filter_map(|name| name.strip_prefix(MARK));
    named.chain([typed.text("card")]).filter_map(|number| number.parse().ok()).collect()
}
