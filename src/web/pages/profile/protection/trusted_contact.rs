//! «Доверенный контакт»: invited, accepted, switched off.

use actix_web::HttpResponse;

use crate::domain::login::Login;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::trusted_contacts;
use crate::flow::account::trusted_contacts::Mistake;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::protection as parts;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

type Settled = Result<Result<(), Mistake>, Stop>;
type Job = fn(&WriteCx<'_>, Oid, Oid) -> Settled;

/// `GET /profile/security/trusted-contact`: where letters lead to.
pub async fn list(stand: OfStand, By(_): By<Visit>) -> HttpResponse {
    pages::see(&stand, parts::LIST)
}

/// `GET /profile/security/trusted-contact/invite`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> HttpResponse {
    draw(&stand, &visit, &Typed::default(), None)
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed, error: Option<Text>) -> HttpResponse {
    let path = "/profile/security/trusted-contact/invite";
    let field = FormField::new("contact", Text::new("protection-trusted-login"), FieldKind::Text).autocomplete("off");
    let page = parts::form_page(stand, visit, path, Text::new("protection-trusted"))
        .intro(Text::new("protection-trusted-intro"))
        .intro(Text::new("protection-trusted-who-can"))
        .error(error)
        .field(typed.fill(field))
        .button(Button::main(Text::new("protection-trusted-invite")))
        .hints(profile::hints(stand, Text::new("protection-why")));
    profile::answer_form(&page)
}

/// Neither a phone nor a СНИЛС.
struct Unreadable;

impl Told for Unreadable {
    fn told(&self) -> Text {
        Text::new("protection-trusted-unreadable")
    }
}

impl Told for Mistake {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Owner => "protection-trusted-owner",
            Self::Taken => "protection-trusted-taken",
            Self::Unfit => "protection-trusted-unfit",
            Self::TooMany => "mistake-code-many",
            Self::Gone => "protection-trusted-gone",
        })
    }
}

fn by_phone_or_snils(text: &str) -> Result<Login, Unreadable> {
    Login::parse(text).filter(|login| !matches!(login, Login::Email(_))).ok_or(Unreadable)
}

/// `POST /profile/security/trusted-contact/invite`.
pub async fn invite(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let Some(login) = typed.read("contact", by_phone_or_snils) else { return Ok(draw(&stand, &visit, &typed, None)) };
    let holder = visit.holder.clone();
    Ok(match stand.write(move |cx| trusted_contacts::invite(cx, &holder, &login)).await? {
        Ok(()) => profile::done(&stand, parts::LIST, "invited"),
        Err(mistake) => draw(&stand, &visit, &typed, Some(mistake.told())),
    })
}

/// `POST /profile/security/trusted-contact/accept`.
pub async fn accept(stand: OfStand, posted: Posted<Visit>) -> Answered {
    settle(stand, posted, trusted_contacts::accept).await
}

/// `POST /profile/security/trusted-contact/leave`: not wanted, or not any more.
pub async fn leave(stand: OfStand, posted: Posted<Visit>) -> Answered {
    settle(stand, posted, trusted_contacts::leave).await
}

/// `POST /profile/security/trusted-contact/dismiss`: the owner's side.
pub async fn dismiss(stand: OfStand, posted: Posted<Visit>) -> Answered {
    settle(stand, posted, |cx, own, _| trusted_contacts::dismiss(cx, own).map(Ok)).await
}

async fn settle(stand: OfStand, Posted(visit, typed): Posted<Visit>, job: Job) -> Answered {
    let own = visit.holder.oid();
    // No account has the number 0: whatever is no number is nobody's.
    let owner = Oid(typed.text("owner").parse().unwrap_or_default());
    Ok(match stand.write(move |cx| job(cx, own, owner)).await? {
        Ok(()) => profile::done(&stand, parts::LIST, "trusted"),
        Err(mistake) => draw(&stand, &visit, &Typed::default(), Some(mistake.told())),
    })
}
