//! Requests to ЕСИА: no redirects, a time limit, a limit of size, and a line for `/debug` about each.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use openidconnect::HttpRequest;
use openidconnect::HttpResponse;
use serde_json::Value;

use super::error::EsiaError;
use crate::store::trace::Exchange;

/// No answer is longer.
const LARGEST: usize = 1 << 20;

/// The line to ЕСИА during one sign-in.
#[derive(Debug)]
pub struct Wire {
    http: reqwest::Client,
    exchanges: Mutex<Vec<Exchange>>,
}

/// An answer that has come in full.
#[derive(Debug)]
pub struct Answer {
    what: String,
    status: reqwest::StatusCode,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
}

/// A client that waits so long. It speaks plain HTTP with a stand near by: no proxy lies between, and whom the machine
/// trusts is never read, for where nobody is trusted a client that reads it cannot be made.
pub fn client(patience: Duration) -> Result<reqwest::Client, reqwest::Error> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(patience);
    builder.no_proxy().tls_certs_only([]).build()
}

impl Wire {
    /// A line that nothing was said on yet.
    pub fn new(http: reqwest::Client) -> Self {
        Self { http, exchanges: Mutex::default() }
    }

    /// What was said.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads an address, with a token if it needs one.
    pub async fn get(&self, address: &str, token: Option<&str>) -> Result<Answer, EsiaError> {
        let request = self.http.get(address).header("accept", "application/json");
        self.send(match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        })
        .await
    }

    /// Posts a form.
    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> Result<Answer, EsiaError> {
        self.send(self.http.post(address).form(form)).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, EsiaError> {
        let request = request.build().map_err(|error| EsiaError::Setup(error.to_string()))?;
        let what = format!("{} {}", request.method(), request.url().path());
        let answer = self.http.execute(request).await;
        let number = answer.as_ref().ok().and_then(|answer| answer.headers().get("x-esia-mock-request"));
        let number = number.and_then(|number| number.to_str().ok()).map(str::to_owned);
        let status = answer.as_ref().ok().map(|answer| answer.status().as_u16());
        let exchange = Exchange { what: what.clone(), status, number };
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).push(exchange);
        let answer = answer.map_err(|error| gone(&what, &error))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = body(&what, answer).await?;
        Ok(Answer { what, status, headers, body })
    }

    /// Sends what `openidconnect` wants to send.
    pub async fn call(&self, request: HttpRequest) -> Result<HttpResponse, EsiaError> {
        let (parts, body) = request.into_parts();
        let mut sent = self.http.request(parts.method, parts.uri.to_string()).body(body);
        for (name, value) in &parts.headers {
            sent = sent.header(name, value);
        }
        let answer = self.send(sent).await?;
        let mut built = openidconnect::http::Response::builder().status(answer.status);
        for (name, value) in &answer.headers {
            built = built.header(name, value);
        }
        built.body(answer.body).map_err(|error| EsiaError::Unreadable { what: answer.what, why: error.to_string() })
    }
}

impl Answer {
    /// The JSON of an answer that grants; else an error.
    pub fn json(&self) -> Result<Value, EsiaError> {
        let body = serde_json::from_slice::<Value>(&self.body);
        if !self.status.is_success() {
            let body = body.unwrap_or_default();
            let field = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let code = [field("error_description"), field("code"), field("error")];
            let code = code.into_iter().find(|code| !code.is_empty()).unwrap_or_default();
            let code: String = code.chars().take(200).collect();
            return Err(EsiaError::Refused { what: self.what.clone(), status: self.status.as_u16(), code });
        }
        body.map_err(|error| self.unreadable(&error.to_string()))
    }

    /// The text of an answer that grants.
    pub fn text(self) -> Result<String, EsiaError> {
        if !self.status.is_success() {
            return Err(EsiaError::Refused { what: self.what, status: self.status.as_u16(), code: String::new() });
        }
        let what = self.what;
        String::from_utf8(self.body).map_err(|error| EsiaError::Unreadable { what, why: error.to_string() })
    }

    /// The error that says what is wrong with it.
    pub fn unreadable(&self, why: &str) -> EsiaError {
        EsiaError::Unreadable { what: self.what.clone(), why: why.to_owned() }
    }
}

async fn body(what: &str, mut answer: reqwest::Response) -> Result<Vec<u8>, EsiaError> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| gone(what, &error))? {
        body.extend_from_slice(&piece);
        if body.len() > LARGEST {
            return Err(EsiaError::Unreadable { what: what.to_owned(), why: "the answer is too long".to_owned() });
        }
    }
    Ok(body)
}

fn gone(what: &str, error: &reqwest::Error) -> EsiaError {
    if error.is_timeout() {
        return EsiaError::Late(what.to_owned());
    }
    EsiaError::Unreachable { what: what.to_owned(), cause: error.without_url_text() }
}

/// Errors of the client as text, but without the address, which may carry a secret.
trait WithoutUrl {
    fn without_url_text(&self) -> String;
}

impl WithoutUrl for reqwest::Error {
    fn without_url_text(&self) -> String {
        let kind = [("connect", self.is_connect()), ("body", self.is_body()), ("request", self.is_request())];
        kind.into_iter().find(|(_, is)| *is).map_or("transport", |(name, _)| name).to_owned()
    }
}
