//! `/login`: draws the step that is due, or ends the login.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::scope;
use crate::domain::session;
use crate::domain::session::ActingAs;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::Progress;
use crate::flow::login::SignedIn;
use crate::flow::login::Visitor;
use crate::flow::login::code;
use crate::flow::login::code::Ending;
use crate::flow::login::consent;
use crate::flow::login::offers;
use crate::flow::login::outcome;
pub use crate::flow::login::outcome::Outcome;
pub use crate::flow::login::outcome::settle;
use crate::flow::login::role;
use crate::flow::login::second_factor;
use crate::flow::login::sign_in;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::protocol::permissions::Permission;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::answer::redirect;
use crate::web::answer::see_other;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::own_pages;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::pages::views::Asked;
use crate::web::pages::views::ConsentPage;
use crate::web::pages::views::ConsentRow;
use crate::web::pages::views::FormPostPage;
use crate::web::pages::views::Hints;
use crate::web::pages::views::PermissionRow;
use crate::web::pages::views::RoleOrganization;
use crate::web::pages::views::RolePage;
use crate::web::standard_error::deliver;
use crate::web::state::OfStand;

/// `GET /login`: the newest login of the browser, or the one that is named.
pub async fn login(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let (visitor, taken_up) = match cookies::take_up(&stand, cookies::visitor(&http)).await {
        Ok(arrived) => arrived,
        Err(stop) => return Door::Page(cookies::language(&http)).stop(&stand, sign_in::STEP.name, &stop),
    };
    let response = show(&stand, visitor, &http).await;
    cookies::with(response, taken_up)
}

async fn show(stand: &OfStand, visitor: Visitor, http: &HttpRequest) -> HttpResponse {
    let asked = Parameters::parse(http.query_string().as_bytes()).unwrap_or_default();
    match stand.read(|cx| login::load(cx, &visitor, asked.get("interaction"))) {
        Ok(Some(progress)) if outcome::is_unsettled(&progress) => finish(stand, visitor, progress.id).await,
        Ok(Some(progress)) => step(stand, &visitor, &progress),
        Ok(None) if asked.get("interaction").is_some() => notices::nothing_to_continue(stand, visitor.language),
        Ok(None) => own_pages::enter(stand, http, OVERVIEW).await,
        Err(stop) => Door::Page(visitor.language).stop(stand, "request", &stop),
    }
}

/// After a form: where the browser goes next. The login is named, for other tabs may have others.
pub fn see_login(stand: &Stand, id: &str) -> HttpResponse {
    see(stand, &format!("/login?interaction={id}"))
}

/// On to a page of ours.
pub fn see(stand: &Stand, path: &str) -> HttpResponse {
    see_other(&format!("{}{path}", stand.base_path))
}

/// Ends a login of which nothing is pending and sends the browser back, or sends the code of a second factor.
async fn finish(stand: &OfStand, visitor: Visitor, id: String) -> HttpResponse {
    let language = visitor.language;
    let ended = stand
        .write(move |cx| match login::load(cx, &visitor, Some(&id))? {
            Some(progress) => settle(cx, progress),
            None => Ok(Outcome::Gone),
        })
        .await;
    match ended {
        Ok(outcome) => answer(stand, language, outcome),
        Err(stop) => Door::Page(language).stop(stand, "code", &stop),
    }
}

/// Answers a form; signatures are made here, after the commit.
pub fn answer(stand: &Stand, language: Language, outcome: Outcome) -> HttpResponse {
    match outcome {
        Outcome::GoesOn(id) => see_login(stand, &id),
        Outcome::Gone => notices::stale(stand, language),
        Outcome::Ended(Ending::Denied(denied)) => {
            let door = denied.way_back.as_ref().map_or(Door::Page(language), Door::Redirect);
            door.refuse(stand, "consent", &denied.refusal)
        }
        Outcome::Ended(Ending::Own(path)) => see(stand, &path),
        Outcome::Ended(Ending::Standard(answer)) => deliver(stand, language, code::STEP.name, &answer),
        Outcome::Ended(Ending::Code(issued)) => match code::sign(stand, &issued) {
            Ok(address) => redirect(&address),
            Err(stop) => Door::Page(language).stop(stand, "code", &stop),
        },
    }
}

/// Draws the step that is due.
fn step(stand: &Stand, visitor: &Visitor, progress: &Progress) -> HttpResponse {
    let name = login::next(progress).name;
    match &progress.citizen {
        Some(citizen) if name == second_factor::STEP.name => {
            pages::second_factor::page(stand, visitor, (progress, citizen), None)
        }
        Some(_) if name == offers::STEP.name => pages::offer::page(stand, visitor, progress, None),
        Some(citizen) if name == role::STEP.name => role_page(stand, visitor, (progress, citizen), None),
        Some(citizen) if name == consent::STEP.name && citizen.asks_parent => {
            notices::ask_parent(stand, visitor.language, &asking(progress, visitor.language))
        }
        Some(citizen) if name == consent::STEP.name => consent_page(stand, visitor, progress, citizen),
        _ => pages::sign_in::page(stand, visitor, progress, pages::sign_in::Again::hinted(progress)),
    }
}

/// The page that posts an answer to the relying party.
pub fn form_post(
    stand: &Stand,
    language: Language,
    action: String,
    fields: Vec<(&'static str, String)>,
) -> HttpResponse {
    let page = FormPostPage { frame: pages::frame(stand, language), action, fields };
    pages::html(StatusCode::OK, &page)
}

/// The name of the system that asks; the stand's own pages have one in every language.
pub fn asking(progress: &Progress, language: Language) -> String {
    match progress.interaction.door {
        session::Door::Own => language.t("common-own-pages"),
        session::Door::EsiaV1 | session::Door::EsiaV2 | session::Door::Oidc => progress.party.client.name.clone(),
    }
}

/// «Подсказки стенда» of a step.
pub fn hints(stand: &Stand, language: Language, progress: &Progress, why: Text) -> Option<Hints> {
    let asked = Asked {
        client: asking(progress, language),
        mnemonic: progress.party.client.mnemonic.to_string(),
        scopes: progress.interaction.scopes.iter().map(ToString::to_string).collect(),
        redirect_uri: progress.interaction.redirect_uri.clone(),
    };
    stand.config.hints.then_some(Hints { asked: Some(asked), ..Hints::new(why) })
}

/// Draws «Войти как».
pub fn role_page(
    stand: &Stand,
    visitor: &Visitor,
    (progress, citizen): (&Progress, &SignedIn),
    error: Option<Text>,
) -> HttpResponse {
    let organizations = citizen.roles.iter().map(|(role, organization)| RoleOrganization {
        oid: role.organization.to_string(),
        name: organization.full_name.clone(),
        kind: Text::new(organization.kind.title_key()),
        position: role.position.clone(),
    });
    let page = RolePage {
        frame: pages::frame(stand, visitor.language),
        csrf: form::token(stand, visitor),
        interaction: progress.id.clone(),
        client: Some(asking(progress, visitor.language)),
        person: citizen.person.name.to_string(),
        organizations: organizations.collect(),
        selected: RolePage::PERSON.to_owned(),
        error,
        hints: hints(stand, visitor.language, progress, Text::new("role-why")),
    };
    pages::html(StatusCode::OK, &page)
}

fn consent_page(stand: &Stand, visitor: &Visitor, progress: &Progress, citizen: &SignedIn) -> HttpResponse {
    let rows = match stand.read(|cx| consent::rows(cx, &progress.interaction, citizen)) {
        Ok(rows) => rows,
        Err(stop) => return Door::Page(visitor.language).stop(stand, consent::STEP.name, &stop),
    };
    let rows = rows.into_iter().map(|row| ConsentRow {
        scope: row.def.name.to_owned(),
        title: Text::new(row.def.title_key),
        hint: Text::new(row.def.hint_key),
        missing: !row.available,
    });
    let client = progress.party.client.name.clone();
    let page = ConsentPage {
        frame: pages::frame(stand, visitor.language),
        csrf: form::token(stand, visitor),
        interaction: progress.id.clone(),
        giver: giver(citizen),
        rows: rows.collect(),
        permissions: permission_rows(stand, progress, citizen),
        profile: None,
        hints: hints(stand, visitor.language, progress, Text::new("consent-why").with("client", client.as_str())),
        client,
    };
    pages::html(StatusCode::OK, &page)
}

/// The digital-profile consents that are still to be given.
fn permission_rows(stand: &Stand, progress: &Progress, citizen: &SignedIn) -> Vec<PermissionRow> {
    let types = &progress.party.client.consent_types;
    let row = |permission: &Permission| {
        let kind = types.iter().find(|kind| kind.sysname == permission.sysname);
        let purpose = permission.purposes.first().map(|purpose| purpose.sysname.as_str()).unwrap_or_default();
        let title = |name: &str| {
            let row = scope::find(name).filter(|row| !row.title_key.is_empty());
            row.map_or_else(|| Text::plain(name), |row| Text::new(row.title_key))
        };
        let until = stand.clock.now() + chrono::TimeDelta::minutes(permission.expire.unwrap_or_default().into());
        PermissionRow {
            sysname: permission.sysname.clone(),
            title: kind.map_or_else(|| permission.sysname.clone(), |kind| kind.name.clone()),
            purpose: kind.and_then(|kind| kind.purpose(purpose)).unwrap_or(purpose).to_owned(),
            responsible: permission.responsible_object.clone(),
            until: until.format("%d.%m.%Y").to_string(),
            scopes: permission.scopes.iter().map(|scope| title(&scope.sysname)).collect(),
        }
    };
    citizen.unpermitted.iter().map(row).collect()
}

fn giver(citizen: &SignedIn) -> String {
    let organization = match citizen.session.role {
        Some(ActingAs::Organization(oid)) => citizen.roles.iter().find(|(role, _)| role.organization == oid),
        Some(ActingAs::Person) | None => None,
    };
    organization.map_or_else(|| citizen.person.name.to_string(), |(_, organization)| organization.full_name.clone())
}

/// Loads the login that a form belongs to; the form must be ours.
pub fn of_form<'a>(stand: &Stand, visitor: &Visitor, fields: &'a Parameters) -> Result<Option<Progress>, Stop> {
    let id: &'a str = fields.sent("interaction");
    stand.read(|cx| login::load(cx, visitor, Some(id)))
}

/// Is this the step that is due? A form of another one is out of date.
pub fn is_due(progress: &Progress, step: &str) -> bool {
    login::next(progress).name == step
}
