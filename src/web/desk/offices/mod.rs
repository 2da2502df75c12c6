//! Desks of others, whose part the tester plays: the service centre, the post, and the telephone of a citizen.
//!
//! [`registries`] are what МВД, СФР and ЗАГС answer.

pub mod registries;

use actix_web::http::StatusCode;

use crate::domain::message::MessageKind;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::login::qr::QrError;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::flow::tester::phone;
use crate::flow::tester::phone::Approval;
use crate::storage::outbox::Filter;
use crate::texts::Text;
use crate::web::desk::boards;
use crate::web::desk::letters;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Notice;
use crate::web::views::PageLink;
use crate::web::views::Piece;
use crate::web::views::desk::Part;

/// Where the offices are.
pub const PATH: &str = "/_mock/offices";

/// So many letters on paper stand on the page.
const FEW: usize = 5;

/// `GET /_mock/offices`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> Answered {
    let page = page(&stand, &operator, &Typed::default())?;
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `POST /_mock/offices`: the telephone of a citizen approves a QR code.
pub async fn approve(stand: OfStand, Posted(operator, mut typed): Posted<Operator>) -> Answered {
    let (code, name) = (typed.text("qr").to_owned(), typed.text("person").to_owned());
    let done = stand.write(move |cx| match finding::meant(cx, &name)? {
        Meant::One(account) => Ok(Some(phone::approve(cx, &code, &account)?)),
        Meant::Nobody | Meant::Several(_) => Ok(None),
    });
    let done = done.await?;
    match done {
        None => typed.wrong("person", Text::new("desk-person-unknown")),
        Some(Approval::Approved) => {}
        Some(Approval::Unusable(_)) => typed.wrong("person", Text::new("desk-qr-unusable")),
        Some(Approval::Wrong(QrError::Outdated)) => typed.wrong("qr", Text::new("desk-qr-outdated")),
        Some(Approval::Wrong(_)) => typed.wrong("qr", Text::new("desk-qr-unknown")),
    }
    let notice = typed.is_right().then(|| Notice::ok(Text::new("desk-qr-done")));
    let page = page(&stand, &operator, &typed)?.notice(notice);
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

fn page(stand: &Stand, operator: &Operator, typed: &Typed) -> Result<BoardPage, Stop> {
    let page =
        boards::board(stand, operator, Part::Offices, Text::new("desk-offices")).lead(Text::new("desk-offices-what"));
    let page = page.block(service_centre(stand)).block(registries::asking(stand));
    Ok(page.block(post(stand)?).block(telephone(stand, typed)))
}

/// The search of the service centre.
fn service_centre(stand: &Stand) -> Block {
    let mut form = BoardForm::deed(boards::address(stand, "/_mock/mfc"));
    form.fields = vec![FormField::new("login", Text::new("mfc-search-login"), FieldKind::Text).alternative()];
    form.buttons = vec![Button::main(Text::new("mfc-find"))];
    let links = [("/_mock/mfc", "desk-mfc-by-name"), ("/_mock/mfc/newcomer", "mfc-newcomer")];
    let links = links.map(|(path, key)| PageLink::new(boards::address(stand, path), Text::new(key)));
    Block::new("mfc", Text::new("desk-mfc"))
        .with(Piece::Words(Text::new("desk-mfc-what")))
        .with(Piece::Form(form))
        .with(Piece::Links(links.to_vec()))
}

/// What has come on paper.
fn post(stand: &Stand) -> Result<Block, Stop> {
    let filter = Filter { kinds: vec![MessageKind::Post], ..Filter::default() };
    let messages = stand.read(|cx| reading::search(cx, &filter, "", None, FEW))?;
    let all = format!("{}{}?kind=post", stand.base_path, letters::PATH);
    Ok(Block::new("post", Text::new("desk-post"))
        .live()
        .with(Piece::Words(Text::new("desk-post-what")))
        .with(Piece::Lines(letters::lines(stand, &messages)?, Text::new("desk-post-nothing")))
        .with(Piece::Links(vec![PageLink::new(all, Text::new("desk-post-all"))])))
}

fn telephone(stand: &Stand, typed: &Typed) -> Block {
    let mut form = BoardForm::deed(boards::address(stand, PATH));
    form.fields = vec![
        typed
            .fill(FormField::new("qr", Text::new("desk-qr-code"), FieldKind::Text))
            .hint(Text::new("desk-qr-code-hint")),
        typed
            .fill(FormField::new("person", Text::new("desk-qr-person"), FieldKind::Text))
            .hint(Text::new("desk-person-hint")),
    ];
    form.buttons = vec![Button::main(Text::new("desk-qr-approve"))];
    Block::new("telephone", Text::new("desk-qr")).with(Piece::Words(Text::new("desk-qr-what"))).with(Piece::Form(form))
}
