//! «Подтверждение личности»: the ways that there are, and one file for each that the citizen goes at this stand.

pub mod bank;
pub mod post;
pub mod signature;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::account::AccountLevel;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::FormPage;
use crate::web::views::Item;
use crate::web::views::PageLink;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Tone;

/// Where it is.
pub const CONFIRM: &str = "/profile/confirm";

/// What is said here after something was done.
const DONE: Done = &[("confirmed", "confirm-done"), ("ordered", "confirm-done-ordered")];

/// `GET /profile/confirm`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, draw(&stand, &visit)?))
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    let level = visit.holder.account.level;
    let page = profile::page(stand, visit, Tab::Overview)?.heading(Text::new("confirm-title"));
    let intro = Text::new(match level {
        AccountLevel::Confirmed => "confirm-already",
        AccountLevel::Standard => "confirm-choose",
        AccountLevel::Simplified | AccountLevel::SimplifiedReady => "confirm-not-standard",
        AccountLevel::Child => "confirm-child",
    });
    let ways = Section::new("ways", Text::new("confirm-ways")).intro(intro);
    let items = ways_of(stand, level);
    Ok(page.section(ways.items(items, Text::new("confirm-no-ways"))).hints(hints(stand)))
}

fn hints(stand: &Stand) -> Option<crate::web::views::Hints> {
    let mut hints = profile::hints(stand, Text::new("confirm-hint"))?;
    hints.links.push(PageLink::new(format!("{}/_mock/mfc", stand.base_path), Text::new("mfc-title")));
    hints.links.push(PageLink::new(format!("{}/logs/postcodes", stand.base_path), Text::new("logs-postcodes")));
    Some(hints)
}

/// Who is confirmed needs none; УЭК is shown to say that it is gone.
fn ways_of(stand: &Stand, level: AccountLevel) -> Vec<Item> {
    if level == AccountLevel::Confirmed {
        return Vec::new();
    }
    let way = |id: &'static str, title: &'static str, key: &'static str| {
        Item::new(id, Text::new(title)).action(Action::link(address(stand, id), Text::new(key)))
    };
    let centre = way("mfc", "confirm-way-mfc", "confirm-more");
    let gone = Badge::new(Tone::Neutral, "GONE", Text::new("confirm-gone"));
    let card = way("uek", "confirm-way-uek", "confirm-more").badge(gone);
    if level == AccountLevel::Child {
        return vec![centre];
    }
    let post = way("post", "confirm-way-post", "confirm-go");
    let signature = way("signature", "confirm-way-signature", "confirm-go");
    let bank = way("bank", "confirm-way-bank", "confirm-go");
    if level == AccountLevel::Standard { vec![centre, post, signature, bank, card] } else { vec![centre, bank, card] }
}

/// An address below this page.
pub fn address(stand: &Stand, way: &str) -> String {
    format!("{}{CONFIRM}/{way}", stand.base_path)
}

/// The form of a way.
pub fn form_page(stand: &Stand, visit: &Visit, way: &str, heading: Text) -> FormPage {
    profile::form_page(stand, visit, &format!("{CONFIRM}/{way}"), heading)
        .link(format!("{}{CONFIRM}", stand.base_path), Text::new("confirm-other-way"))
}

/// A page of a way that says something and asks nothing.
pub fn plain(stand: &Stand, visit: &Visit, heading: Text, paragraphs: Vec<Text>) -> HttpResponse {
    let page = paragraphs.into_iter().fold(form_page(stand, visit, "", heading), FormPage::intro);
    let page = page.link(format!("{}{OVERVIEW}", stand.base_path), Text::new("kit-tab-overview"));
    pages::html(StatusCode::OK, &page)
}

/// Back to the list of ways, which says that it is done.
pub fn done(stand: &Stand, word: &'static str) -> HttpResponse {
    profile::done(stand, CONFIRM, word)
}

/// `GET /profile/confirm/mfc`: what to bring, and where.
pub async fn service_centre(stand: OfStand, By(visit): By<Visit>) -> Answered {
    let offices = [("confirm-office-1", "confirm-hours-1"), ("confirm-office-2", "confirm-hours-2")];
    let facts = offices.map(|(office, hours)| Fact::new(Text::new(office), Text::new(hours)));
    let page = form_page(&stand, &visit, "mfc", Text::new("confirm-way-mfc"))
        .intro(Text::new("confirm-mfc-bring"))
        .intro(Text::new("confirm-mfc-unlink"))
        .intro(Text::new("confirm-mfc-duplicate"))
        .hints(hints(&stand));
    Ok(pages::html(StatusCode::OK, &facts.into_iter().fold(page, FormPage::fact)))
}

/// `GET /profile/confirm/uek`: it is not taken any more.
pub async fn universal_card(stand: OfStand, By(visit): By<Visit>) -> HttpResponse {
    plain(&stand, &visit, Text::new("confirm-way-uek"), vec![Text::new("confirm-uek")])
}
