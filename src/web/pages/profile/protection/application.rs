//! An application that makes codes (TOTP): its secret as a QR code and as text, and the first code.

use actix_web::HttpResponse;

use crate::crypto::totp;
use crate::domain::challenge::Mistake;
use crate::flow::account::protection;
use crate::flow::account::protection::Enrolment;
use crate::flow::login::second_factor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::protection as parts;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Drawing;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Hints;
use crate::web::views::SentCode;

const PATH: &str = "/profile/security/second-factor/application";

/// `GET /profile/security/second-factor/application`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> Answered {
    draw(&stand, &visit, None)
}

fn draw(stand: &Stand, visit: &Visit, mistake: Option<Text>) -> Answered {
    let (oid, browser) = (visit.holder.oid(), &visit.visitor.browser);
    Ok(match stand.read(|cx| protection::enrolment(cx, oid, browser))? {
        Some(enrolment) => page(stand, visit, &enrolment, mistake),
        // Whoever comes here directly has not given the password.
        None => pages::see(stand, "/profile/security/second-factor"),
    })
}

fn page(stand: &Stand, visit: &Visit, enrolment: &Enrolment, mistake: Option<Text>) -> HttpResponse {
    let address = totp::address(&enrolment.secret, &visit.holder.oid().to_string());
    let kind = FieldKind::Code(second_factor::LENGTH);
    let now = totp::code(&enrolment.secret, stand.clock.now()).ok();
    let hints = stand.config.hints.then(|| Hints {
        sent: now.map(|code| SentCode { code, log: None }),
        ..Hints::new(Text::new("protection-application-why"))
    });
    let page = parts::form_page(stand, visit, PATH, Text::new("protection-application"))
        .intro(Text::new("protection-application-intro"))
        .drawing(Drawing::qr(&address, Text::new("protection-application-qr")))
        .fact(Fact::new(Text::new("protection-application-secret"), Text::plain(enrolment.secret.clone())))
        .fact(Fact::new(Text::new("protection-application-address"), Text::plain(address)))
        .field(FormField::new("code", Text::new("second-factor-code"), kind).error(mistake))
        .button(Button::main(Text::new("protection-application-confirm")))
        .hints(hints);
    profile::answer_form(&page)
}

/// `POST /profile/security/second-factor/application`: the first code.
pub async fn post(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let (oid, browser, session) = (visit.holder.oid(), visit.visitor.browser.clone(), visit.holder.session.id.clone());
    let code = typed.code(second_factor::LENGTH);
    Ok(match stand.write(move |cx| protection::confirm(cx, oid, (&browser, &session), &code)).await? {
        Ok(()) => profile::done(&stand, parts::LIST, "factor"),
        Err(mistake) => draw(&stand, &visit, Some(words(mistake)))?,
    })
}

fn words(mistake: Mistake) -> Text {
    match mistake {
        Mistake::Empty => Text::new("second-factor-empty"),
        Mistake::Wrong | Mistake::Expired | Mistake::Exhausted | Mistake::TooSoon => {
            Text::new("second-factor-wrong-application")
        }
    }
}
