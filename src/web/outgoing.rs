//! Clients for what is called from here: no proxies, TLS to whom the machine trusts and to whom `--trust` names.

use std::error::Error;
use std::time::Duration;

use reqwest::Client;
use reqwest::ClientBuilder;
use reqwest::Method;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
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

/// A request to a stand by a command, or by a program around it.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Its method.
    pub method: &'a str,
    /// The whole address.
    pub address: &'a str,
    /// The control token, where there is one.
    pub token: Option<&'a str>,
    /// The type of its body, and that.
    pub body: Option<(&'a str, Vec<u8>)>,
}

/// Sends it and waits for the answer: its status and body. It must not be called inside a runtime.
pub fn ask(asked: Asked<'_>, trust: &Trust) -> Result<(StatusCode, Vec<u8>), String> {
    let told = |error: reqwest::Error| why(&error);
    let http = builder(asked.address.starts_with("https:"), trust)?.build().map_err(told)?;
    let method = asked.method.parse::<Method>().map_err(|error| error.to_string())?;
    let mut request = http.request(method, asked.address);
    if let Some((kind, body)) = asked.body {
        request = request.header(CONTENT_TYPE, kind).body(body);
    }
    if let Some(token) = asked.token {
        request = request.bearer_auth(token);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(async {
        let answer = request.send().await.map_err(told)?;
        let status = answer.status();
        Ok((status, answer.bytes().await.map_err(told)?.to_vec()))
    })
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
