//! What changes while a stand serves: its settings and its clients. A request sees all of a change or nothing of it.

use std::sync::Arc;

use tokio::sync::oneshot;

use crate::config::Settings;
use crate::domain::client::Client;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::changed_settings;
use crate::flow::changed_settings::Changed;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::protocol::ids::Mnemonic;
use crate::storage::clients;
use crate::storage::personas;

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
    pub async fn change<E: From<Unmade> + Send + 'static>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Changeable) -> Result<(), E>,
    ) -> Result<Arc<Stand>, E> {
        self.change_with(name, change, |_| Ok(Ok(()))).await
    }

    /// The same, and what else must be written in the same transaction. If that cannot be, nothing is.
    pub async fn change_with<E: From<Unmade> + Send + 'static>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Changeable) -> Result<(), E>,
        with: impl FnOnce(&WriteCx<'_>) -> Result<Result<(), E>, Stop> + Send + 'static,
    ) -> Result<Arc<Stand>, E> {
        let slot = self.known(name)?;
        // One change after the other, so that none is lost.
        let _turn = slot.turn.lock().await;
        let before = slot.stand();
        let clients = before.clients.iter().map(|party| party.client.clone()).collect();
        let mut changed = Changeable { settings: Settings::clone(&before.config), clients };
        change(&mut changed)?;
        let stand = Arc::new(keep(&before, changed, with).await?);
        slot.view.store(Arc::clone(&stand));
        Ok(stand)
    }
}

impl Stands {
    /// The people whom pages name have changed: requests from now on are told of those who are there now.
    pub async fn tell_of_people_again(&self, name: &str) -> Result<(), Unmade> {
        let slot = self.known(name)?;
        let _turn = slot.turn.lock().await;
        let mut stand = Stand::clone(&slot.stand());
        stand.personas = Arc::new(stand.read(|cx| Ok(personas::list(cx.sql)?)).map_err(Unmade::Stopped)?);
        slot.view.store(Arc::new(stand));
        Ok(())
    }
}

async fn keep<E: From<Unmade> + Send + 'static>(
    before: &Arc<Stand>,
    changed: Changeable,
    with: impl FnOnce(&WriteCx<'_>) -> Result<Result<(), E>, Stop> + Send + 'static,
) -> Result<Stand, E> {
    let Changeable { settings, clients } = changed;
    let loaded = before.clients.changed(clients).map_err(Unmade::Client)?;
    let differs = Changed::between(&before.platform.config.settings, &settings);
    let new: Vec<Client> =
        loaded.iter().filter(|party| !before.clients.has(party)).map(|party| party.client.clone()).collect();
    let is_gone = |party: &&RelyingParty| loaded.find(party.client.mnemonic.as_str()).is_none();
    let gone: Vec<Mnemonic> =
        before.clients.iter().filter(is_gone).map(|party| party.client.mnemonic.clone()).collect();
    let (tell, told) = oneshot::channel();
    let written = before.write(move |cx| {
        changed_settings::write(cx.sql, &differs)?;
        gone.iter().try_for_each(|mnemonic| clients::delete(cx.sql, mnemonic))?;
        new.iter().try_for_each(|client| clients::put(cx.sql, client))?;
        if let Err(why) = with(cx)? {
            // Nobody waits any more where this is not taken.
            let _ = tell.send(why);
            return Err(Broken::Stand("a change was taken back".to_owned()).into());
        }
        Ok(personas::list(cx.sql)?)
    });
    let personas = match written.await {
        Ok(personas) => personas,
        Err(stop) => return Err(told.await.unwrap_or_else(|_| Unmade::Stopped(stop).into())),
    };
    let mut stand = Stand::clone(before);
    (stand.config, stand.clients) = (Arc::new(settings), Arc::new(loaded));
    stand.personas = Arc::new(personas);
    Ok(stand)
}
