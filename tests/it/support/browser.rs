//! The browser: keeps cookies, follows redirects until they leave the stand, fills in forms by their labels.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use reqwest::RequestBuilder;
use url::Url;
use url::form_urlencoded;

use super::html;
use super::html::Field;
use super::html::Form;
use super::http::Answer;
use super::http::Http;
use super::http::form;

/// A cookie with everything that was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cookie {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Attributes as they came: `HttpOnly`, `Path=/`.
    pub(crate) attributes: Vec<String>,
}

/// Back at the relying party.
#[derive(Clone, Debug)]
pub(crate) struct Returned(pub(crate) Url);

/// A page and how far its forms are filled in.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) url: Url,
    pub(crate) answer: Answer,
    pub(crate) html: String,
    pub(crate) forms: Vec<Form>,
}

/// One tab of a browser.
pub(crate) struct Browser {
    http: Arc<Http>,
    base: String,
    stand: Url,
    jar: Rc<RefCell<Vec<Cookie>>>,
    page: Option<Page>,
    returned: Option<Returned>,
    /// Every answer on the way to where the browser is now.
    pub(crate) trail: Vec<Answer>,
}

impl Browser {
    pub(crate) fn new(http: Arc<Http>, stand: &str) -> Self {
        let (base, stand) = (stand.to_owned(), Url::parse(stand).expect("an address"));
        Self { http, base, stand, jar: Rc::default(), page: None, returned: None, trail: Vec::new() }
    }

    /// Another tab: the same cookies.
    pub(crate) fn new_tab(&self) -> Self {
        let (http, stand, jar) = (Arc::clone(&self.http), self.stand.clone(), Rc::clone(&self.jar));
        Self { http, base: self.base.clone(), stand, jar, page: None, returned: None, trail: Vec::new() }
    }

    /// The same browser, cookies and all, where the stand has moved to.
    pub(crate) fn moved_to(&self, stand: &str) -> Self {
        Self { base: stand.to_owned(), stand: Url::parse(stand).expect("an address"), ..self.new_tab() }
    }

    /// Closes the browser and opens it again: cookies without `Max-Age` are gone.
    pub(crate) fn restarts(&mut self) -> &mut Self {
        self.jar.borrow_mut().retain(|cookie| cookie.attribute("Max-Age").is_some());
        (self.page, self.returned) = (None, None);
        self
    }

    /// Goes to an address; one that begins with `/` is of the stand, below the path of its own address.
    pub(crate) fn opens(&mut self, address: &str) -> &mut Self {
        let base = if address.starts_with('/') { self.base.as_str() } else { "" };
        let url = self.stand.join(&format!("{base}{address}")).expect("an address");
        self.trail.clear();
        self.goes(self.http.get(url.as_str()), url)
    }

    /// Sends a request of a script in this tab: with its cookies, and without leaving the page.
    pub(crate) fn sends(&self, request: RequestBuilder) -> Answer {
        let answer = self.http.send(request.header("cookie", self.cookie_header()));
        self.keep_cookies(&answer);
        answer
    }

    fn goes(&mut self, mut request: RequestBuilder, mut url: Url) -> &mut Self {
        (self.page, self.returned) = (None, None);
        for _ in 0..10 {
            let answer = self.http.send(request.header("cookie", self.cookies_for(url.path())));
            self.keep_cookies(&answer);
            self.trail.push(answer.clone());
            if !matches!(answer.status, 301..=303) {
                let html = answer.text();
                let forms =
                    if answer.header("content-type").contains("html") { html::forms(&html) } else { Vec::new() };
                self.page = Some(Page { url, answer, html, forms });
                return self;
            }
            url = url.join(answer.header("location")).expect("an address");
            if url.origin() != self.stand.origin() {
                self.returned = Some(Returned(url));
                return self;
            }
            request = self.http.get(url.as_str());
        }
        panic!("redirected in a circle: {url}");
    }

    /// Where the browser is; it must be on a page of the stand.
    pub(crate) fn page(&self) -> &Page {
        self.page.as_ref().unwrap_or_else(|| panic!("not at the stand: {:?}", self.returned))
    }

    /// With what it came back to the relying party.
    pub(crate) fn returned(&self) -> Returned {
        self.returned.clone().unwrap_or_else(|| panic!("still at the stand: {}", self.page().text()))
    }

    /// Is it on a page of the stand?
    pub(crate) fn is_at_stand(&self) -> bool {
        self.page.is_some()
    }

    /// Is it back at the relying party?
    pub(crate) fn has_returned(&self) -> bool {
        self.returned.is_some()
    }

    /// The heading of the page.
    pub(crate) fn heading(&self) -> String {
        html::texts_of(&self.page().html, "h1").first().cloned().unwrap_or_default()
    }

    /// Types into a field, found by its label or its name.
    pub(crate) fn fills(&mut self, field: &str, value: &str) -> &mut Self {
        value.clone_into(&mut self.field(field).value);
        self
    }

    /// Ticks a box.
    pub(crate) fn ticks(&mut self, label: &str) -> &mut Self {
        self.field(label).checked = true;
        self
    }

    /// Chooses one of several; part of its label is enough.
    pub(crate) fn chooses(&mut self, label: &str) -> &mut Self {
        let radios =
            |form: &Form| form.fields.iter().filter(|field| field.kind == "radio").cloned().collect::<Vec<_>>();
        let all: Vec<Field> = self.forms().iter().flat_map(radios).collect();
        let group = all.iter().find(|field| field.label.contains(label)).map(|field| field.name.clone());
        let group = group.unwrap_or_else(|| panic!("nothing to choose called {label}"));
        let fields = self.forms().iter_mut().flat_map(|form| &mut form.fields);
        for field in fields.filter(|field| field.kind == "radio" && field.name == group) {
            field.checked = field.label.contains(label);
        }
        self
    }

    /// Chooses one of a group that stands beside other groups, by name and value.
    pub(crate) fn picks(&mut self, name: &str, value: &str) -> &mut Self {
        let fields = self.forms().iter_mut().flat_map(|form| &mut form.fields);
        let mut found = false;
        for field in fields.filter(|field| field.kind == "radio" && field.name == name) {
            field.checked = field.value == value;
            found = found || field.checked;
        }
        assert!(found, "nothing called {name} to be {value}");
        self
    }

    /// Presses a button, found by its text or its id, and sends its form.
    pub(crate) fn presses(&mut self, button: &str) -> &mut Self {
        let (body, form) = self.filled(button);
        self.posts(&form, &body)
    }

    /// What pressing a button would send, and the form that it belongs to.
    pub(crate) fn filled(&self, button: &str) -> (String, Form) {
        let page = self.page();
        let wanted = |known: &&html::Button| known.text == button || known.id == button;
        let found = page.forms.iter().find_map(|form| Some((form, form.buttons.iter().find(wanted)?)));
        let (form, pressed) = found.unwrap_or_else(|| panic!("no button {button}: {}", page.text()));
        let sent = form.fields.iter().filter(|field| !field.name.is_empty());
        let sent = sent.filter(|field| field.checked || !matches!(field.kind.as_str(), "radio" | "checkbox"));
        let pairs = sent.map(|field| (field.name.as_str(), field.value.as_str()));
        let own = Some((pressed.name.as_str(), pressed.value.as_str())).filter(|(name, _)| !name.is_empty());
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs.chain(own)).finish();
        (body, form.clone())
    }

    /// Sends a form with whatever body.
    pub(crate) fn posts(&mut self, sent: &Form, body: &str) -> &mut Self {
        let from = self.page.as_ref().map_or(&self.stand, |page| &page.url);
        let mut url = from.join(&sent.action).expect("an address");
        self.trail.clear();
        if sent.method == "get" {
            url.set_query(Some(body));
            return self.goes(self.http.get(url.as_str()), url);
        }
        self.goes(form(self.http.post(url.as_str()), body), url)
    }

    /// Follows a link by its text.
    pub(crate) fn follows(&mut self, text: &str) -> &mut Self {
        let links = html::links(&self.page().html);
        let found = links.iter().find(|(known, _)| known == text);
        let (_, href) = found.unwrap_or_else(|| panic!("no link {text}: {links:?}"));
        let from = self.page().url.clone();
        let url = from.join(href).expect("an address");
        self.trail.clear();
        self.goes(self.http.get(url.as_str()).header("referer", from.as_str()), url)
    }

    /// Signs in, from the page that asks for it.
    pub(crate) fn signs_in(&mut self, login: &str, password: &str) -> &mut Self {
        self.fills("Телефон, почта или СНИЛС", login).fills("Пароль", password).presses("Войти")
    }

    /// Allows what the consent page asks for.
    pub(crate) fn grants(&mut self) -> &mut Self {
        self.presses("Предоставить")
    }

    /// A cookie that the browser has.
    pub(crate) fn cookie(&self, name: &str) -> Option<Cookie> {
        self.jar.borrow().iter().find(|cookie| cookie.name == name).cloned()
    }

    /// Puts a cookie into the browser, as an attacker might.
    pub(crate) fn plants(&mut self, name: &str, value: &str) -> &mut Self {
        let cookie = Cookie { name: name.to_owned(), value: value.to_owned(), attributes: Vec::new() };
        self.jar.borrow_mut().retain(|known| known.name != name);
        self.jar.borrow_mut().push(cookie);
        self
    }

    /// What the browser sends as `Cookie` to its stand.
    pub(crate) fn cookie_header(&self) -> String {
        let path = Url::parse(&self.base).map(|base| base.path().to_owned());
        self.cookies_for(&path.unwrap_or_default())
    }

    /// What it sends to a path (RFC 6265, 5.1.4). The order among paths is the worst one: those of a shorter path first.
    fn cookies_for(&self, path: &str) -> String {
        let jar = self.jar.borrow();
        let mut sent: Vec<_> = jar.iter().filter(|cookie| cookie.reaches(path)).collect();
        sent.sort_by_key(|cookie| cookie.path().len());
        sent.iter().map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&self, answer: &Answer) {
        let mut jar = self.jar.borrow_mut();
        for line in answer.header_all("set-cookie") {
            let cookie = Cookie::read(line);
            jar.retain(|known| (&known.name, known.path()) != (&cookie.name, cookie.path()));
            if cookie.attribute("Max-Age") != Some("0") {
                jar.push(cookie);
            }
        }
    }

    fn forms(&mut self) -> &mut Vec<Form> {
        &mut self.page.as_mut().expect("a page").forms
    }

    fn field(&mut self, wanted: &str) -> &mut Field {
        let fields = self.forms().iter_mut().flat_map(|form| &mut form.fields);
        let mut named = fields.filter(|field| {
            // A field that may be left empty says so after its label.
            field.label.strip_suffix(" необязательно").unwrap_or(&field.label) == wanted || field.name == wanted
        });
        named.next().unwrap_or_else(|| panic!("no field {wanted}"))
    }
}

impl Page {
    pub(crate) fn status(&self) -> u16 {
        self.answer.status
    }

    /// Everything that can be read.
    pub(crate) fn text(&self) -> String {
        html::visible_text(&self.html)
    }

    /// The form that is posted to this path.
    pub(crate) fn form(&self, action: &str) -> Form {
        let form = self.forms.iter().find(|form| form.action == action);
        form.cloned().unwrap_or_else(|| panic!("no form for {action}: {}", self.text()))
    }

    /// The value of a field of any form.
    pub(crate) fn value(&self, name: &str) -> String {
        let field = self.forms.iter().flat_map(|form| &form.fields).find(|field| field.name == name);
        field.unwrap_or_else(|| panic!("no field {name}")).value.clone()
    }
}

impl Cookie {
    fn read(line: &str) -> Self {
        let mut parts = line.split(';').map(str::trim);
        let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).expect("name and value");
        Self { name: name.to_owned(), value: value.to_owned(), attributes: parts.map(ToOwned::to_owned).collect() }
    }

    fn path(&self) -> &str {
        self.attribute("Path").filter(|path| path.starts_with('/')).unwrap_or("/")
    }

    fn reaches(&self, path: &str) -> bool {
        let rest = path.strip_prefix(self.path());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.path().ends_with('/'))
    }

    /// The value of an attribute; empty for one that has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|attribute| {
            let (known, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl Returned {
    /// A parameter of the address; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> String {
        self.0.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    /// The authorization code; there must be one.
    pub(crate) fn code(&self) -> String {
        let code = self.get("code");
        assert!(!code.is_empty(), "no code: {}", self.0);
        code
    }

    /// Names of the parameters, in their order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.query_pairs().map(|(name, _)| name.into_owned()).collect()
    }
}
