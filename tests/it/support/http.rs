//! Requests and answers: no redirects followed, no cookies kept, a connection for each request.

use std::io::Read as _;
use std::io::Write as _;
use std::net::Shutdown;
use std::net::TcpStream;

use reqwest::RequestBuilder;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use serde_json::Value;

use super::tls;

/// Sends requests and waits for their answers.
pub(crate) struct Http {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
}

impl Http {
    pub(crate) fn new() -> Self {
        // What the machine trusts takes time to read, and nothing here asks for it.
        Self::of(reqwest::Client::builder().tls_certs_only([]))
    }

    /// The same, for servers whose certificates this authority has issued, if there is one.
    pub(crate) fn trusting(authority: Option<&str>) -> Self {
        let Some(authority) = authority else { return Self::new() };
        Self::of(reqwest::Client::builder().tls_backend_preconfigured(tls::client(authority)))
    }

    fn of(builder: reqwest::ClientBuilder) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("runtime");
        let builder = builder.redirect(Policy::none()).pool_max_idle_per_host(0).no_proxy();
        Self { runtime, client: builder.build().expect("client") }
    }

    /// Waits for anything.
    pub(crate) fn waits<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    pub(crate) fn get(&self, url: &str) -> RequestBuilder {
        self.client.get(url)
    }

    pub(crate) fn post(&self, url: &str) -> RequestBuilder {
        self.client.post(url)
    }

    pub(crate) fn request(&self, method: &str, url: &str) -> RequestBuilder {
        self.client.request(method.parse().expect("a method"), url)
    }

    /// The answer, however it looks.
    pub(crate) fn send(&self, request: RequestBuilder) -> Answer {
        self.try_send(request).expect("an answer")
    }

    /// The answer, or `None` where the connection broke.
    pub(crate) fn try_send(&self, request: RequestBuilder) -> Option<Answer> {
        self.runtime.block_on(async {
            let response = request.send().await.ok()?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = response.bytes().await.ok()?.to_vec();
            Some(Answer { status, headers, body })
        })
    }
}

/// Posts these fields as a form.
pub(crate) fn form(request: RequestBuilder, body: impl Into<Vec<u8>>) -> RequestBuilder {
    request.header("content-type", "application/x-www-form-urlencoded").body(body.into())
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// All values of a header.
    pub(crate) fn header_all(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect()
    }

    /// `ESIA-007014` of a JSON body or a page, or of the address that it redirects to.
    pub(crate) fn esia_code(&self) -> String {
        let told = [self.header("location").to_owned(), self.text()];
        let codes = told.iter().filter_map(|text| text.find("ESIA-").and_then(|at| text.get(at..at + 11)));
        codes.map(ToOwned::to_owned).next().unwrap_or_default()
    }
}

/// Writes bytes to a socket as they are, says that there will be no more, and reads until the server closes.
pub(crate) fn raw(address: &str, bytes: &[u8]) -> String {
    let mut socket = TcpStream::connect(address).expect("a connection");
    // A server that refuses early may close while bytes are still on their way.
    let _ = socket.write_all(bytes).and_then(|()| socket.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
