//! Calls of the stand's API and of that of ЭПОС.

use reqwest::Client;
use reqwest::Method;
use reqwest::RequestBuilder;
use serde_json::Value;

use crate::failure::Failure;

/// An API at an address.
#[derive(Clone, Debug)]
pub struct Calls {
    http: Client,
    base: String,
    token: Option<String>,
}

/// What came.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body; null where it is no JSON.
    pub body: Value,
}

impl Answer {
    /// The body, if what was called is done.
    fn if_done(self, call: &str) -> Result<Value, Failure> {
        let Self { status, body } = self;
        if (200..300).contains(&status) {
            return Ok(body);
        }
        Err(Failure::new(format!("{call} удаётся"), format!("{status} {body}")))
    }
}

impl Calls {
    /// The calls below an address.
    pub fn below(http: Client, base: impl Into<String>, token: Option<String>) -> Self {
        Self { http, base: base.into(), token }
    }

    /// Calls, whatever comes of it.
    pub async fn tries(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, Failure> {
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| Failure::new("метод HTTP", method))?;
        let mut request = self.http.request(method, self.url(path));
        if let Some(body) = body {
            request = request.json(body);
        }
        self.sends(request).await
    }

    /// The address itself, or one below it: chromedriver knows nothing that ends in a slash.
    fn url(&self, path: &str) -> String {
        if path.is_empty() { self.base.clone() } else { format!("{}/{path}", self.base) }
    }

    async fn sends(&self, request: RequestBuilder) -> Result<Answer, Failure> {
        let with_token = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let answer = with_token.send().await?;
        let status = answer.status().as_u16();
        let body = answer.text().await?;
        Ok(Answer { status, body: serde_json::from_str(&body).unwrap_or(Value::Null) })
    }

    /// Calls, which must work.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Failure> {
        self.tries(method, path, body).await?.if_done(&format!("{method} {path}"))
    }

    /// A stand takes in a packed folder of fixtures.
    pub async fn import(&self, folder: &[u8]) -> Result<(), Failure> {
        let request = self.http.post(format!("{}/import", self.base)).header("content-type", "application/zip");
        self.sends(request.body(folder.to_vec())).await?.if_done("POST import").map(drop)
    }

    /// Looks.
    pub async fn get(&self, path: &str) -> Result<Value, Failure> {
        self.call("GET", path, None).await
    }
}

/// A part of a path, or a value of a query.
pub fn part(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
