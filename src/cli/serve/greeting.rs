//! What is said once a server listens.

use crate::cli::print;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::pages::front::ADDRESSES;

/// Whom one can sign in as, who may ask, and what is worth opening.
pub(super) fn greeting(stand: &Stand) -> String {
    let people: Vec<_> = stand
        .personas
        .iter()
        .map(|persona| {
            vec![
                persona.login.clone(),
                persona.password.clone(),
                Language::Russian.t(persona.level.title_key()),
                persona.about.clone(),
            ]
        })
        .collect();
    let clients: Vec<_> = stand
        .clients
        .iter()
        .map(|party| {
            let client = &party.client;
            let addresses: Vec<_> = client.redirect_uris.iter().map(ToString::to_string).collect();
            vec![client.mnemonic.to_string(), client.name.clone(), addresses.join(" ")]
        })
        .collect();
    let addresses: Vec<_> =
        ADDRESSES.iter().map(|(path, about, _)| vec![stand.url(path), Language::Russian.t(about)]).collect();
    format!(
        "\nTest persons\n{}\n\nClients\n{}\n\nAddresses\n{}\n\nThis is a test stand, not Госуслуги: no real data. \
         Open {} or point a client's base URL here.\n",
        print::table(&["login", "password", "level", "what for"], &people),
        print::table(&["client_id", "name", "redirect addresses"], &clients),
        print::table(&["address", "what is there"], &addresses),
        stand.url("/"),
    )
}
