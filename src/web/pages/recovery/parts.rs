//! What the pages of the recovery have in common.

use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::form;
use crate::web::pages;
use crate::web::views::FormPage;

/// A form of these pages without its fields.
pub(super) fn form_page(stand: &Stand, visitor: &Visitor, path: &str, heading: Text) -> FormPage {
    let action = format!("{}{path}", stand.base_path);
    FormPage::new(pages::frame(stand, visitor.language), form::token(stand, visitor), action, heading)
}

/// The login that goes on afterwards; ids that we did not make are none.
pub(super) fn back(stand: &Stand, interaction: &str) -> String {
    let is_ours = interaction.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let query = if is_ours && !interaction.is_empty() { format!("?interaction={interaction}") } else { String::new() };
    format!("{}/login{query}", stand.base_path)
}
