//! «Доверенный контакт»: invited, accepted, switched off.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;

use crate::domain::login::Login;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::trusted_contacts;
use crate::flow::account::trusted_contacts::Mistake;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::pages;
use crate::web::pages::mistakes::Told;
use crate::web::pages::own_pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::protection as parts;
use crate::web::pages::typed::Typed;
use crate::web::pages::views::Button;
use crate::web::pages::views::FieldKind;
use crate::web::pages::views::FormField;
use crate::web::state::OfStand;

type Body = Result<Bytes, actix_web::Error>;
type Settled = Result<Result<(), Mistake>, Stop>;
type Job = fn(&Cx<'_>, Oid, Oid) -> Settled;

/// `GET /profile/security/trusted-contact`: where letters lead to.
pub async fn list(stand: OfStand, http: HttpRequest) -> HttpResponse {
    match own_pages::visit(&stand, &http).await {
        Ok(_) => pages::see(&stand, parts::LIST),
        Err(elsewhere) => elsewhere,
    }
}

/// `GET /profile/security/trusted-contact/invite`.
pub async fn get(stand: OfStand, http: HttpRequest) -> HttpResponse {
    match own_pages::visit(&stand, &http).await {
        Ok(visit) => draw(&stand, &visit, &Typed::default(), None),
        Err(elsewhere) => elsewhere,
    }
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
pub async fn invite(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    let (visit, mut typed) = match own_pages::posted(&stand, &http, body).await {
        Ok(posted) => posted,
        Err(elsewhere) => return elsewhere,
    };
    let Some(login) = typed.read("contact", by_phone_or_snils) else { return draw(&stand, &visit, &typed, None) };
    let holder = visit.holder.clone();
    match stand.write(move |cx| trusted_contacts::invite(cx, &holder, &login)).await {
        Ok(Ok(())) => profile::done(&stand, parts::LIST, "invited"),
        Ok(Err(mistake)) => draw(&stand, &visit, &typed, Some(mistake.told())),
        Err(stop) => profile::stopped(&stand, &visit, &stop),
    }
}

/// `POST /profile/security/trusted-contact/accept`.
pub async fn accept(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    settle(stand, http, body, trusted_contacts::accept).await
}

/// `POST /profile/security/trusted-contact/leave`: not wanted, or not any more.
pub async fn leave(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    settle(stand, http, body, trusted_contacts::leave).await
}

/// `POST /profile/security/trusted-contact/dismiss`: the owner's side.
pub async fn dismiss(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    settle(stand, http, body, |cx, own, _| trusted_contacts::dismiss(cx, own).map(Ok)).await
}

async fn settle(stand: OfStand, http: HttpRequest, body: Body, job: Job) -> HttpResponse {
    let (visit, typed) = match own_pages::posted(&stand, &http, body).await {
        Ok(posted) => posted,
        Err(elsewhere) => return elsewhere,
    };
    let own = visit.holder.oid();
    // No account has the number 0: whatever is no number is nobody's.
    let owner = Oid(typed.text("owner").parse().unwrap_or_default());
    match stand.write(move |cx| job(cx, own, owner)).await {
        Ok(Ok(())) => profile::done(&stand, parts::LIST, "trusted"),
        Ok(Err(mistake)) => draw(&stand, &visit, &Typed::default(), Some(mistake.told())),
        Err(stop) => profile::stopped(&stand, &visit, &stop),
    }
}
