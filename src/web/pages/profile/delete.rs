//! The account is deleted by its holder, who gives the password once more.

use crate::domain::account::AccountLevel;
use crate::flow::Stop;
use crate::flow::account::closing;
use crate::flow::account::family;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::pages::notices;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::password;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

const PATH: &str = "/profile/delete";

/// `GET /profile/delete`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_form(&page(&stand, &visit, &Typed::default(), children(&stand, &visit)?)))
}

fn children(stand: &Stand, visit: &Visit) -> Result<Vec<String>, Stop> {
    stand.read(|cx| family::linked_children(cx, visit.holder.oid()))
}

/// `POST /profile/delete`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    if visit.holder.account.level == AccountLevel::Child {
        return Ok(profile::answer_form(&page(&stand, &visit, &typed, Vec::new())));
    }
    password::check_present(&stand, &visit, &mut typed, "current").await?;
    let (oid, is_right) = (visit.holder.oid(), typed.is_right());
    // An account that was linked just now is seen here, inside the transaction, as well.
    let deleted = stand.write(move |cx| {
        let children = family::linked_children(cx, oid)?;
        let is_allowed = is_right && children.is_empty();
        let deleted = is_allowed.then(|| closing::delete(cx, oid)).transpose()?;
        Ok((deleted, children))
    });
    Ok(match deleted.await? {
        (Some(()), _) => cookies::signed_out(notices::deleted(&stand, visit.visitor.language), &stand),
        (None, children) => profile::answer_form(&page(&stand, &visit, &typed, children)),
    })
}

fn page(stand: &Stand, visit: &Visit, typed: &Typed, children: Vec<String>) -> FormPage {
    let page = profile::form_page(stand, visit, PATH, Text::new("delete-title"))
        .link(format!("{}{}", stand.base_path, paths::SECURITY), Text::new("delete-stay"));
    if visit.holder.account.level == AccountLevel::Child {
        return page.error(Text::new("delete-child"));
    }
    if !children.is_empty() {
        let named = |name| Fact::new(Text::new("delete-child-account"), Text::plain(name));
        return children
            .into_iter()
            .map(named)
            .fold(page, FormPage::fact)
            .error(Text::new("delete-children"))
            .link(format!("{}/profile/family", stand.base_path), Text::new("delete-to-family"));
    }
    let field = FormField::new("current", Text::new("security-current-password"), FieldKind::Password { new: false });
    page.intro(Text::new("delete-intro"))
        .intro(Text::new("delete-free"))
        .field(typed.fill(field))
        .button(Button::danger(Text::new("delete-do")))
        .hints(profile::hints(stand, Text::new("delete-hint")))
}
