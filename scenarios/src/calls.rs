//! Calls of the stand's API and of that of ЭПОС.

use reqwest::Client;
use reqwest::Method;
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

impl Calls {
    /// The calls below an address.
    pub fn below(http: Client, base: impl Into<String>, token: Option<String>) -> Self {
        Self { http, base: base.into(), token }
    }

    /// Calls, whatever comes of it.
    pub async fn tries(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, Failure> {
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| Failure::new("метод HTTP", method))?;
        let mut request = self.http.request(method, format!("{}/{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let body = answer.text().await?;
        Ok(Answer { status, body: serde_json::from_str(&body).unwrap_or(Value::Null) })
    }

    /// Calls, which must work.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Failure> {
        let Answer { status, body } = self.tries(method, path, body).await?;
        if (200..300).contains(&status) {
            return Ok(body);
        }
        Err(Failure::new(format!("{method} {path} удаётся"), format!("{status} {body}")))
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
