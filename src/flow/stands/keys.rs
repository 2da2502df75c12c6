//! A key of a client, made by the stand: the tester gets it, and the client has its certificate.

use crate::crypto::pair;
use crate::crypto::pair::KeyKind;
use crate::crypto::pair::Pair;
use crate::fixtures::MOST_CERTIFICATES;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::stands::Stands;
use crate::flow::stands::blocking;
use crate::flow::stands::change::Changeable;
use crate::flow::stands::error::Unmade;

impl Stands {
    /// Makes a key and a certificate, and registers the certificate beside those that the client has.
    pub async fn make_key(&self, name: &str, mnemonic: &str, kind: KeyKind) -> Result<Pair, Unmade> {
        let stand = self.known(name)?.stand();
        if stand.clients.find(mnemonic).is_none() {
            return Err(Unmade::NoClient(mnemonic.to_owned()));
        }
        let (common_name, mut generator) = (mnemonic.to_owned(), stand.random.generator());
        let made = blocking(move || pair::make_own(kind, &common_name, &mut generator)).await?;
        let made = made.map_err(|error| Stop::from(Broken::Stand(error.to_string())))?;
        let pem = made.certificate.pem();
        self.change(name, |stand: &mut Changeable| {
            let client = stand.clients.iter_mut().find(|client| client.mnemonic.as_str() == mnemonic);
            let certificates = &mut client.ok_or_else(|| Unmade::NoClient(mnemonic.to_owned()))?.certificates;
            if certificates.len() >= MOST_CERTIFICATES {
                return Err(Unmade::Full(MOST_CERTIFICATES));
            }
            certificates.push(pem);
            Ok(())
        })
        .await?;
        Ok(made)
    }
}
