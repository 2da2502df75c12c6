//! Who is at the desk: whoever the entrance has let in, in their browser; and what is around each page they see.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;

use crate::faults::armed::Status;
use crate::flow::clock;
use crate::flow::clock::Mode;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::cookies;
use crate::web::desk::done;
use crate::web::desk::faults::ready;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::query;
use crate::web::state::OfStand;
use crate::web::typed::extract::Visiting;
use crate::web::typed::stale;
use crate::web::views::Around;
use crate::web::views::Desk;
use crate::web::views::Frame;
use crate::web::views::Notice;
use crate::web::views::desk::ArmedFault;
use crate::web::views::desk::ClockShown;
use crate::web::views::desk::Part;
use crate::web::views::response;
use crate::web::views::response::Page;

/// So many faults are named on every page; of more the number is told.
const FAULTS_NAMED: usize = 3;

/// Somebody who may work at the desk, and their browser.
#[derive(Debug)]
pub struct Operator {
    /// Their browser.
    pub visitor: Visitor,
    /// The page that they ask for, with its query, without what has just been done.
    pub here: String,
    notice: Option<Notice>,
    cookie: Option<Cookie<'static>>,
}

impl Operator {
    /// What is around a page of this part; what has just been done is told there.
    pub fn frame(&self, stand: &Stand, part: impl Into<Option<Part>>) -> Frame {
        self.frame_telling(stand, part, self.notice.clone())
    }

    /// The same with something else to be told.
    pub fn frame_telling(&self, stand: &Stand, part: impl Into<Option<Part>>, notice: Option<Notice>) -> Frame {
        let (armed, armed_more) = armed(stand, self.visitor.language);
        let around = Around {
            csrf: form::token(stand, &self.visitor),
            part: part.into(),
            here: self.here.clone(),
            clock: clock_shown(stand),
            armed,
            armed_more,
            notice,
        };
        Frame { desk: Desk::Here(Box::new(around)), ..response::frame(stand, self.visitor.language) }
    }

    /// Answers with a page, and lets a browser that is new be known again.
    pub fn sees(self, page: &impl Page, status: StatusCode) -> HttpResponse {
        cookies::with(response::html(status, page), self.cookie)
    }
}

impl Visiting for Operator {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let (visitor, cookie) = cookies::arrival(http, stand);
        let notice = done::told(&query::of(http)).map(Notice::ok);
        Ok(Self { visitor, here: done::without(http.path(), http.query_string()), notice, cookie })
    }

    fn stale(stand: &Stand, language: Language) -> HttpResponse {
        stale::to_tester(stand, language)
    }
}

/// Faults that would meet requests now: the first of them, and how many more there are.
fn armed(stand: &Stand, language: Language) -> (Vec<ArmedFault>, usize) {
    if !stand.faults.is_any() {
        return (Vec::new(), 0);
    }
    let (named, more) = stand.faults.list_armed(stand.clock.now(), FAULTS_NAMED);
    let called = |status: &Status| ArmedFault { title: ready::title(&status.fault, language), hits: status.hits };
    (named.iter().map(called).collect(), more)
}

fn clock_shown(stand: &Stand) -> ClockShown {
    let face = clock::face(stand);
    ClockShown {
        now: face.now.format(done::TIME).to_string(),
        zone: stand.config.zone.name().to_owned(),
        is_frozen: face.mode == Mode::Frozen,
        is_working_day: face.working_day,
        next_due: face.next_due.map(|due| due.format(done::TIME).to_string()),
        typed: face.now.format("%Y-%m-%dT%H:%M").to_string(),
    }
}
