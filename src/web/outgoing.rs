//! Clients for what is called from here: no proxies, TLS to whom the machine trusts and to whom `--trust` names.

use std::error::Error;
use std::time::Duration;

use reqwest::Client;
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use url::Url;

use crate::crypto::tls::trust::Trust;

/// A client for this address, for so long, that follows no redirects.
pub fn client(address: &Url, trust: &Trust, timeout: Duration) -> Result<Client, String> {
    let builder = builder(address.scheme() == "https", trust)?.timeout(timeout).redirect(Policy::none());
    builder.build().map_err(|error| why(&error))
}

/// A client to be, for TLS or without; whom the machine trusts is read only where it matters.
pub fn builder(is_secure: bool, trust: &Trust) -> Result<ClientBuilder, String> {
    let builder = Client::builder().no_proxy();
    if !is_secure {
        return Ok(builder.tls_certs_only([]));
    }
    let tls = trust.client(|| rustls_native_certs::load_native_certs().certs).map_err(|error| error.to_string())?;
    Ok(builder.tls_backend_preconfigured(tls))
}

/// What an error says, and what is behind it: "error sending request" alone helps nobody.
pub fn why(error: &reqwest::Error) -> String {
    let mut told = Vec::new();
    let mut next: Option<&dyn Error> = error.source().or(Some(error));
    while let Some(error) = next {
        let text = error.to_string();
        if told.last() != Some(&text) {
            told.push(text);
        }
        next = error.source();
    }
    let told = told.join(": ");
    let hint = if told.contains("UnknownIssuer") { " (name its CA by --trust)" } else { "" };
    format!("{told}{hint}")
}
