//! Clients that testers register and take away while a stand serves.

use crate::domain::client::Client;
use crate::flow::stands::Stands;
use crate::flow::stands::change::Changeable;
use crate::flow::stands::error::Unmade;

impl Stands {
    /// A client as it is from now on; gives the one of its мнемоника that was there before.
    pub async fn put_client(&self, name: &str, client: Client) -> Result<Option<Client>, Unmade> {
        let mut before = None;
        let put = |stand: &mut Changeable| {
            let known = stand.clients.iter().position(|known| known.mnemonic == client.mnemonic);
            before = known.map(|at| stand.clients.swap_remove(at));
            stand.clients.push(client);
            Ok::<_, Unmade>(())
        };
        self.change(name, put).await?;
        Ok(before)
    }

    /// Takes a client away: logins on their way to it, its codes, tokens and consents end.
    pub async fn delete_client(&self, name: &str, mnemonic: &str) -> Result<(), Unmade> {
        let removed = |stand: &mut Changeable| {
            stand.clients.retain(|client| client.mnemonic.as_str() != mnemonic);
            Ok::<_, Unmade>(())
        };
        self.change(name, removed).await?;
        Ok(())
    }
}
