//! A browser without scripts, by HTTP: cookies, redirects, forms.

use reqwest::Client;
use reqwest::RequestBuilder;
use reqwest::header::LOCATION;
use reqwest::header::SET_COOKIE;
use reqwest::multipart;
use url::Url;

use crate::failure::Failure;
use crate::page::Button;
use crate::page::Field;
use crate::page::Form;
use crate::page::LOOP;
use crate::page::Page;

/// Nobody follows more redirects than this.
const MOST: usize = 20;

/// What a file begins with that is called `….png`.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

/// A cookie.
#[derive(Clone, Debug)]
struct Cookie {
    origin: url::Origin,
    path: String,
    name: String,
    value: String,
}

/// A browser.
#[derive(Debug)]
pub(super) struct Plain {
    http: Client,
    cookies: Vec<Cookie>,
}

impl Plain {
    pub(super) fn new(http: Client) -> Self {
        Self { http, cookies: Vec::new() }
    }

    pub(super) fn forget(&mut self) {
        self.cookies.clear();
    }

    pub(super) async fn opens(&mut self, url: Url) -> Result<Page, Failure> {
        let request = self.http.get(url.clone());
        self.goes(request, url).await
    }

    pub(super) async fn sends(&mut self, mut url: Url, form: &Form, button: &Button) -> Result<Page, Failure> {
        let sent = form.fields.iter().filter(|field| !field.name.is_empty());
        let sent = sent.filter(|field| field.checked || !matches!(field.kind.as_str(), "radio" | "checkbox"));
        let sent: Vec<&Field> = sent.collect();
        let own = Some((button.name.as_str(), button.value.as_str())).filter(|(name, _)| !name.is_empty());
        let pairs = sent.iter().map(|field| (field.name.as_str(), field.value.as_str())).chain(own);
        let request = if form.is_multipart {
            self.http.post(url.clone()).multipart(parts(&sent))
        } else if form.is_post {
            self.http.post(url.clone()).form(&pairs.collect::<Vec<_>>())
        } else {
            url.query_pairs_mut().clear().extend_pairs(pairs);
            self.http.get(url.clone())
        };
        self.goes(request, url).await
    }

    async fn goes(&mut self, mut request: RequestBuilder, mut url: Url) -> Result<Page, Failure> {
        for _ in 0..MOST {
            let cookies = self.cookies_for(&url);
            let asked = if cookies.is_empty() { request } else { request.header("cookie", cookies) };
            let answer = asked.send().await?;
            self.keep(&url, &answer);
            let next = answer.headers().get(LOCATION).and_then(|place| place.to_str().ok()).map(str::to_owned);
            let status = answer.status();
            let Some(next) = next.filter(|_| status.is_redirection()) else {
                let body = answer.text().await?;
                return Ok(Page::read(url, status.as_u16(), &body));
            };
            url = url.join(&next)?;
            request = self.http.get(url.clone());
        }
        Ok(Page::read(url, LOOP, "<h1>Слишком много перенаправлений</h1>"))
    }

    fn cookies_for(&self, url: &Url) -> String {
        let reaches = |cookie: &&Cookie| {
            let rest = url.path().strip_prefix(cookie.path.as_str());
            let below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || cookie.path.ends_with('/'));
            below && cookie.origin == url.origin()
        };
        let sent = self.cookies.iter().filter(reaches);
        sent.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, url: &Url, answer: &reqwest::Response) {
        for line in answer.headers().get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let mut parts = line.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let said = parts.filter_map(|part| part.split_once('='));
            let (mut path, mut is_over) = ("/".to_owned(), false);
            for (word, value) in said {
                match word.to_ascii_lowercase().as_str() {
                    "path" if value.starts_with('/') => value.clone_into(&mut path),
                    "max-age" => is_over = value.parse::<i64>().is_ok_and(|age| age <= 0),
                    _ => {}
                }
            }
            let origin = url.origin();
            self.cookies.retain(|known| (&known.origin, &*known.path, &*known.name) != (&origin, &path, name));
            if !is_over {
                self.cookies.push(Cookie { origin, path, name: name.to_owned(), value: value.to_owned() });
            }
        }
    }
}

/// What is in a file of this name.
pub(super) fn content(name: &str) -> &'static [u8] {
    let is_picture = std::path::Path::new(name).extension().is_some_and(|ending| ending == "png");
    match name {
        "" => b"",
        _ if is_picture => PNG,
        _ => b"text",
    }
}

fn parts(fields: &[&Field]) -> multipart::Form {
    fields.iter().fold(multipart::Form::new(), |form, field| {
        let (name, value) = (field.name.clone(), field.value.clone());
        if field.kind != "file" {
            return form.text(name, value);
        }
        form.part(name, multipart::Part::bytes(content(&value)).file_name(value))
    })
}
