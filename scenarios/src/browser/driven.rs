//! A real browser, by WebDriver (W3C): `chromedriver` of PATH, spoken to by plain HTTP.

use std::io::BufReader;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Client;
use serde_json::Value;
use serde_json::json;
use url::Url;

use super::plain::content;
use crate::calls::Calls;
use crate::failure::Failure;
use crate::page::Field;
use crate::page::LOOP;
use crate::page::Page;

/// What WebDriver calls an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How often, and how many times, it is looked whether another page has come.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: usize = 400;

/// A program that drives browsers; it ends with the value.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    /// Starts `chromedriver`, or the program that is named.
    pub fn start(program: &str) -> std::io::Result<Self> {
        let mut command = Command::new(program);
        let mut child =
            command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let out = child.stdout.take().map(BufReader::new);
        let port = out.into_iter().flat_map(std::io::BufRead::lines).map_while(Result::ok).find_map(|line| {
            let (_, port) = line.rsplit_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.ok_or_else(|| std::io::Error::other(format!("{program} does not say its port")))?;
        Ok(Self { child, url: format!("http://127.0.0.1:{port}") })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A window of a browser.
#[derive(Debug)]
pub(super) struct Driven {
    calls: Calls,
}

/// Chromium refuses its sandbox to root, as in containers.
fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}

impl Driven {
    /// Opens a window with nothing in it.
    pub(super) async fn open(http: Client, driver: &str) -> Result<Self, Failure> {
        let mut arguments = vec!["--headless=new", "--window-size=1280,900", "--disable-dev-shm-usage"];
        if is_root() {
            arguments.push("--no-sandbox");
        }
        let wish = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": arguments } } } });
        let session = Calls::below(http.clone(), driver, None).call("POST", "session", Some(&wish)).await?;
        let id = session.pointer("/value/sessionId").and_then(Value::as_str).unwrap_or_default();
        Ok(Self { calls: Calls::below(http, format!("{driver}/session/{id}"), None) })
    }

    /// Closes it.
    pub(super) async fn close(&self) -> Result<(), Failure> {
        self.calls.call("DELETE", "", None).await.map(|_| ())
    }

    pub(super) async fn forget(&self) -> Result<(), Failure> {
        // WebDriver's own command deletes those of the page alone, and an error page of the browser has none.
        let clear = json!({ "cmd": "Network.clearBrowserCookies", "params": {} });
        self.calls.call("POST", "goog/cdp/execute", Some(&clear)).await.map(|_| ())
    }

    pub(super) async fn opens(&self, url: &Url) -> Result<Page, Failure> {
        let answer = self.calls.tries("POST", "url", Some(&json!({ "url": url }))).await?;
        let told = answer.body.pointer("/value/message").and_then(Value::as_str).unwrap_or_default();
        if told.contains("ERR_TOO_MANY_REDIRECTS") {
            return Ok(Page::read(url.clone(), LOOP, "<h1>Слишком много перенаправлений</h1>"));
        }
        self.page().await
    }

    /// What it shows now.
    pub(super) async fn page(&self) -> Result<Page, Failure> {
        let url = text(&self.calls.get("url").await?);
        let html = text(&self.calls.get("source").await?);
        let status = self.script("return performance.getEntriesByType('navigation')[0].responseStatus").await?;
        let status = status.as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
        let status = if html.contains("ERR_TOO_MANY_REDIRECTS") { LOOP } else { status };
        Ok(Page::read(Url::parse(&url)?, status, &html))
    }

    /// A PNG of what it shows now.
    pub(super) async fn picture(&self) -> Result<Vec<u8>, Failure> {
        let picture = STANDARD.decode(text(&self.calls.get("screenshot").await?));
        picture.map_err(|error| Failure::new("снимок страницы", error.to_string()))
    }

    async fn script(&self, script: &str) -> Result<Value, Failure> {
        let body = json!({ "script": script, "args": [] });
        Ok(self.calls.call("POST", "execute/sync", Some(&body)).await?["value"].clone())
    }

    /// The first that is found so; what folds it away is opened, as a person would.
    async fn element(&self, by: &str, what: &str) -> Result<String, Failure> {
        let found = self.calls.call("POST", "element", Some(&json!({ "using": by, "value": what }))).await?;
        let element = path(&found["value"]);
        let folds = json!({ "using": "xpath", "value": "ancestor::details[not(@open)]/summary" });
        let folds = self.calls.call("POST", &format!("{element}/elements"), Some(&folds)).await?;
        for summary in folds["value"].as_array().into_iter().flatten() {
            self.act(&path(summary), "click", &json!({})).await?;
        }
        Ok(element)
    }

    async fn act(&self, element: &str, what: &str, body: &Value) -> Result<(), Failure> {
        self.calls.call("POST", &format!("{element}/{what}"), Some(body)).await.map(|_| ())
    }

    /// Fills in a field as its model was filled in.
    pub(super) async fn fills(&self, action: &str, field: &Field) -> Result<(), Failure> {
        let named = format!("form[action={}] [name={}]", quoted(action), quoted(&field.name));
        match field.kind.as_str() {
            "radio" | "checkbox" => {
                let element = if field.id.is_empty() {
                    self.element("css selector", &format!("{named}[value={}]", quoted(&field.value))).await?
                } else {
                    self.element("css selector", &format!("[id={}]", quoted(&field.id))).await?
                };
                let is_ticked = self.calls.get(&format!("{element}/selected")).await?["value"] == true;
                if is_ticked != field.checked {
                    // The mark may be drawn by its label, which lies above it.
                    let label = format!("label[for={}]", quoted(&field.id));
                    let pressed = self.element("css selector", &label).await.unwrap_or(element);
                    self.act(&pressed, "click", &json!({})).await?;
                }
                Ok(())
            }
            "select" => {
                let option = format!("{named} option[value={}]", quoted(&field.value));
                let element = self.element("css selector", &option).await?;
                self.act(&element, "click", &json!({})).await
            }
            "file" => {
                let path = std::env::temp_dir().join(format!("esia-mock-{}-{}", std::process::id(), field.value));
                std::fs::write(&path, content(&field.value))
                    .map_err(|error| Failure::new("файл", error.to_string()))?;
                let element = self.element("css selector", &named).await?;
                self.act(&element, "value", &json!({ "text": path })).await
            }
            _ => {
                let element = self.element("css selector", &named).await?;
                self.act(&element, "clear", &json!({})).await?;
                self.act(&element, "value", &json!({ "text": field.value })).await
            }
        }
    }

    /// Presses a button, by its id or its words.
    pub(super) async fn presses(&self, id: &str, words: &str) -> Result<Page, Failure> {
        let element = if id.is_empty() {
            self.element("xpath", &format!("//button[normalize-space(.)={}]", literal(words))).await?
        } else {
            self.element("css selector", &format!("[id={}]", quoted(id))).await?
        };
        // A click may come back before the browser leaves the page.
        self.script("window.esiaMockLeft = true").await?;
        self.act(&element, "click", &json!({})).await?;
        let has_come = "return !window.esiaMockLeft && document.readyState === 'complete'";
        for _ in 0..LOOKS {
            if self.script(has_come).await.is_ok_and(|come| come == true) {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
        self.page().await
    }
}

/// Where calls about an element go.
fn path(element: &Value) -> String {
    format!("element/{}", element[ELEMENT].as_str().unwrap_or_default())
}

/// The value of an answer that is a text.
fn text(answer: &Value) -> String {
    answer["value"].as_str().unwrap_or_default().to_owned()
}

/// A string of CSS.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A string of XPath, which cannot hold both kinds of quotes.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', ""))
}
