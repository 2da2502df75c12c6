//! `POST /_mock/people/enter`: somebody signs in in the tester's browser, without a password.

use crate::flow::tester::entering;
use crate::flow::tester::entering::Entered;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::card;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::extract::Posted;
use crate::web::views::Notice;
use crate::web::views::response;

/// Into the login that is named, or into the cabinet.
pub async fn post(stand: OfStand, Posted(operator, typed): Posted<Operator>) -> Answered {
    let oid: Oid = typed.text("person").parse().map_err(|_| reasons::calls::account_unknown(typed.text("person")))?;
    let login = Some(typed.text("into").to_owned()).filter(|login| !login.is_empty());
    let visitor = operator.visitor.clone();
    let entered = stand.write(move |cx| entering::enter(cx, &visitor, oid, login.as_deref())).await?;
    Ok(match entered {
        Entered::Login(opened, id) => {
            let on = response::see(&stand, &format!("/login?interaction={id}"));
            cookies::with(on, Some(cookies::session(&stand, &opened)))
        }
        Entered::Cabinet(opened) => {
            cookies::with(response::see(&stand, "/profile"), Some(cookies::session(&stand, &opened)))
        }
        Entered::Refused(_) => {
            let notice = Notice::error(Text::new("desk-person-cannot-enter"));
            return card::shown(&stand, operator, oid, Some(notice));
        }
        Entered::Nobody => return Err(reasons::calls::account_unknown(&oid.to_string()).into()),
    })
}
