//! A browser: cookies, redirects within ЭПОС, forms with their hidden token.

use std::collections::BTreeMap;

use reqwest::multipart;

/// A browser without scripts.
pub(crate) struct Browser {
    http: reqwest::Client,
    base: String,
    /// Its cookies.
    pub(crate) cookies: BTreeMap<String, String>,
    /// The token of the last page that had a form.
    pub(crate) csrf: String,
}

/// What the browser shows in the end.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    /// Where it leads, if that is not within ЭПОС.
    pub(crate) location: Option<String>,
    pub(crate) body: String,
    pub(crate) headers: reqwest::header::HeaderMap,
}

impl Page {
    /// The words of the page.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        for part in self.body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)) {
            words.push_str(part);
            words.push(' ');
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        words
            .replace("&#38;", "&")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
    }

    /// The heading.
    pub(crate) fn title(&self) -> &str {
        self.body.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>")).map_or("", |(title, _)| title)
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.words().contains(words), "{words:?} is not on the page:\n{}", self.words());
        self
    }

    #[track_caller]
    pub(crate) fn says_nothing_of(&self, words: &str) -> &Self {
        assert!(!self.words().contains(words), "{words:?} is on the page:\n{}", self.words());
        self
    }

    #[track_caller]
    pub(crate) fn is(&self, status: u16, title: &str) -> &Self {
        assert_eq!((self.status, self.title()), (status, title), "{}", self.words());
        self
    }
}

impl Browser {
    pub(crate) fn new(base: &str) -> Self {
        Self::called("", base)
    }

    /// One that gives itself this name.
    pub(crate) fn called(user_agent: &str, base: &str) -> Self {
        let none = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().redirect(none).user_agent(user_agent).build().expect("a client");
        Self { http, base: base.to_owned(), cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// Opens an address and goes on within ЭПОС.
    pub(crate) async fn get(&mut self, address: &str) -> Page {
        let mut page = self.opens(address).await;
        for _ in 0..10 {
            let Some(next) = page.location.clone().filter(|next| next.starts_with('/')) else { break };
            page = self.opens(&next).await;
        }
        page
    }

    /// Opens an address and stays there.
    pub(crate) async fn opens(&mut self, address: &str) -> Page {
        let request = self.http.get(self.whole(address));
        self.sends(request).await
    }

    /// Posts a form with the token of the last page.
    pub(crate) async fn posts(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf.clone();
        let mut form = vec![("csrf", csrf.as_str())];
        form.extend(fields);
        self.posts_raw(address, &form).await
    }

    /// Posts exactly these fields.
    pub(crate) async fn posts_raw(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.http.post(self.whole(address)).form(fields);
        let page = self.sends(request).await;
        match page.location.clone().filter(|next| next.starts_with('/')) {
            Some(next) => self.get(&next).await,
            None => page,
        }
    }

    /// Posts a form with a file.
    pub(crate) async fn uploads(
        &mut self,
        address: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, Vec<u8>)>,
    ) -> Page {
        let mut form = multipart::Form::new().text("csrf", self.csrf.clone());
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        if let Some((name, bytes)) = file {
            form = form.part("file", multipart::Part::bytes(bytes).file_name(name.to_owned()));
        }
        let request = self.http.post(self.whole(address)).multipart(form);
        self.sends(request).await
    }

    /// Opens an address with headers of another site's page.
    pub(crate) async fn posts_from(&mut self, address: &str, origin: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.http.post(self.whole(address)).header("origin", origin).form(fields);
        self.sends(request).await
    }

    fn whole(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.base) } else { address.to_owned() }
    }

    async fn sends(&mut self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) };
        let answer = request.send().await.expect("an answer");
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().expect("text").split(';').next().expect("a part");
            let (name, value) = cookie.split_once('=').expect("a cookie");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let location = headers.get("location").map(|value| value.to_str().expect("text").to_owned());
        let location = location.map(|place| place.strip_prefix(&self.base).map(str::to_owned).unwrap_or(place));
        let body = answer.text().await.expect("a body");
        if let Some((_, rest)) = body.split_once("name=\"csrf\" value=\"") {
            rest.split('"').next().unwrap_or_default().clone_into(&mut self.csrf);
        }
        Page { status, location, body, headers }
    }
}
