//! What the pages of the desk have in common: where they are and what their forms look like.

use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::form;
use crate::web::views::FormPage;
use crate::web::views::desk::Part;

/// Where the desk is.
pub const DESK: &str = "/_mock/mfc";

/// A form of the desk that is posted to a path below it.
pub fn form(stand: &Stand, operator: &Operator, path: &str, heading: Text) -> FormPage {
    let (frame, csrf) = (operator.frame(stand, Part::Offices), form::token(stand, &operator.visitor));
    FormPage::new(frame, csrf, address(stand, path), heading)
}

/// An address below the desk.
pub fn address(stand: &Stand, path: &str) -> String {
    format!("{}{DESK}{path}", stand.base_path)
}
