//! What changes while a stand serves: its settings and its clients. A request sees all of a change or nothing of it.

use std::sync::Arc;

use crate::config::Settings;
use crate::domain::client::Client;
use crate::flow::changed_settings;
use crate::flow::changed_settings::Changed;
use crate::flow::clients::Clients;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::storage::clients;

/// What of a stand can be changed.
#[derive(Clone, Debug)]
pub struct Changeable {
    /// Its settings.
    pub settings: Settings,
    /// Its clients.
    pub clients: Vec<Client>,
}

impl Stands {
    /// Changes a stand. What was changed is kept in its database; requests that are answered just now go on with what
    /// they began with. Gives the stand as it is from now on.
    pub async fn change<E: From<Unmade>>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Changeable) -> Result<(), E>,
    ) -> Result<Arc<Stand>, E> {
        let slot = self.known(name)?;
        // One change after the other, so that none is lost.
        let _turn = slot.turn.lock().await;
        let before = slot.stand();
        let clients = before.clients.iter().map(|party| party.client.clone()).collect();
        let mut changed = Changeable { settings: Settings::clone(&before.config), clients };
        change(&mut changed)?;
        let stand = Arc::new(keep(&before, changed).await?);
        slot.view.store(Arc::clone(&stand));
        Ok(stand)
    }
}

async fn keep(before: &Arc<Stand>, changed: Changeable) -> Result<Stand, Unmade> {
    let Changeable { settings, clients } = changed;
    let loaded = Clients::load(clients.clone()).map_err(|error| Unmade::Client(error.to_string()))?;
    let differs = Changed::between(&before.platform.config.settings, &settings);
    before
        .write(move |cx| {
            changed_settings::write(cx.sql, &differs)?;
            Ok(clients::replace(cx.sql, &clients)?)
        })
        .await?;
    let mut stand = Stand::clone(before);
    (stand.config, stand.clients) = (Arc::new(settings), Arc::new(loaded));
    Ok(stand)
}
