//! A request as people paste it: raw HTTP, what curl printed, a curl command line, an address, a form, an entry of the
//! journal.

use serde_json::Value;
use url::form_urlencoded;

/// A request.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Pasted {
    /// `GET` and so on.
    pub(super) method: String,
    /// Path and query, from the beginning of the stand on.
    pub(super) target: String,
    /// Names and values.
    pub(super) headers: Vec<(String, String)>,
    /// The body, empty where there is none.
    pub(super) body: String,
}

/// What is taken.
pub(super) const TAKEN: &str = "expected a raw HTTP request, the lines of curl -v, a curl command line, an address with its \
                         query, a form (name=value&…), or an entry of the journal as JSON";

/// The longest text that is read.
pub(super) const LONGEST: usize = 1024 * 1024;

/// Beginnings of the paths of a stand; what stands before them in an address is that of a proxy or of the stand's name.
const BEGINNINGS: [&str; 9] =
    ["/aas/", "/rs/", "/oidc/", "/idp/ext/", "/esia-rs/", "/.well-known/", "/profile/", "/login", "/public/"];

impl Pasted {
    /// Reads a text; says what it is not.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.len() > LONGEST {
            return Err(format!("it has {} bytes, at most {LONGEST} are read", text.len()));
        }
        let first = text.lines().next().unwrap_or_default().trim();
        let read = match first {
            "" => return Err(format!("it is empty; {TAKEN}")),
            _ if text.starts_with('{') => of_journal(text)?,
            _ if first.starts_with("curl ") || first.starts_with("$ curl ") => of_curl(text.trim_start_matches("$ "))?,
            _ if request_line(first).is_some() => of_lines(text)?,
            _ if text.lines().any(|line| line.starts_with("> ") && request_line(&line[2..]).is_some()) => {
                of_curl_log(text)?
            }
            _ if first.starts_with("http://") || first.starts_with("https://") || first.starts_with('/') => {
                Self { method: "GET".to_owned(), target: target(first)?, ..Self::default() }
            }
            _ if first.contains('=') && !first.contains(' ') => of_form(first),
            _ => return Err(format!("{:?} begins no request; {TAKEN}", first.chars().take(60).collect::<String>())),
        };
        Ok(read)
    }

    /// A parameter of query or form.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let mut pairs = form_urlencoded::parse(self.body.as_bytes()).chain(form_urlencoded::parse(query.as_bytes()));
        pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }
}

/// Method and target of a first line.
fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?, words.next()?);
    let is_method = (3..=7).contains(&method.len()) && method.bytes().all(|b| b.is_ascii_uppercase());
    let is_target = target.starts_with('/') || target.starts_with("http");
    (is_method && is_target && words.next().is_none_or(|version| version.starts_with("HTTP/")))
        .then_some((method, target))
}

/// The path and query of an address, without what stands before every path of a stand.
fn target(address: &str) -> Result<String, String> {
    let plain = address.split('#').next().unwrap_or_default();
    let path = match plain.split_once("://") {
        // Further on it is a value: the address of a client.
        Some((scheme, rest)) if scheme.bytes().all(|b| b.is_ascii_alphabetic()) => {
            rest.find('/').map_or("/", |at| &rest[at..])
        }
        _ => plain,
    };
    if !path.starts_with('/') {
        return Err(format!("{address:?} has no path; {TAKEN}"));
    }
    let before_query = path.split('?').next().unwrap_or_default();
    let begin = BEGINNINGS.iter().filter_map(|begin| before_query.find(begin)).min().unwrap_or(0);
    Ok(path[begin..].to_owned())
}

fn of_lines(text: &str) -> Result<Pasted, String> {
    let (head, body) = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n")).unwrap_or((text, ""));
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let (method, asked) = request_line(first).ok_or_else(|| format!("{first:?} is no first line; {TAKEN}"))?;
    let headers = lines.filter_map(header).collect();
    Ok(Pasted { method: method.to_owned(), target: target(asked)?, headers, body: body.trim_end().to_owned() })
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

/// The lines of `curl -v` that were sent; it does not print bodies.
fn of_curl_log(text: &str) -> Result<Pasted, String> {
    let sent: Vec<_> =
        text.lines().filter_map(|line| line.strip_prefix("> ").or((line == ">").then_some(""))).collect();
    of_lines(&sent.join("\n"))
}

fn of_form(text: &str) -> Pasted {
    let form = Pasted { body: text.to_owned(), ..Pasted::default() };
    let is_exchange = form.parameter("grant_type").is_some();
    let is_later = form.parameter("client_certificate_hash").is_some();
    match (is_exchange, is_later) {
        (true, true) => posted(form, "/aas/oauth2/v3/te"),
        (true, false) => posted(form, "/aas/oauth2/te"),
        (false, later) => {
            let path = if later { "/aas/oauth2/v2/ac" } else { "/aas/oauth2/ac" };
            Pasted { method: "GET".to_owned(), target: format!("{path}?{text}"), ..Pasted::default() }
        }
    }
}

fn posted(form: Pasted, path: &str) -> Pasted {
    let kind = ("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned());
    Pasted { method: "POST".to_owned(), target: path.to_owned(), headers: vec![kind], ..form }
}

/// An entry of `GET /_mock/api/v1/requests/{n}`.
fn of_journal(text: &str) -> Result<Pasted, String> {
    let entry: Value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}; {TAKEN}"))?;
    let field = |name: &str| entry[name].as_str().map(ToOwned::to_owned);
    let (Some(method), Some(path)) = (field("method"), field("path")) else {
        return Err(format!("the JSON has no fields method and path, as an entry of the journal has; {TAKEN}"));
    };
    let pairs = entry["parameters"].as_object().into_iter().flatten();
    let pairs = pairs.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let sent = entry["request"]["headers"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().or_else(|| value[0].as_str()).map(ToOwned::to_owned);
    let listed = entry["request"]["headers"].as_array().into_iter().flatten();
    let listed = listed.filter_map(|pair| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned())));
    let headers: Vec<_> = sent.filter_map(|(name, value)| Some((name.clone(), text(value)?))).chain(listed).collect();
    if method == "GET" {
        let query = if form.is_empty() { form } else { format!("?{form}") };
        return Ok(Pasted { method, target: target(&format!("{path}{query}"))?, headers, body: String::new() });
    }
    let own = entry["request"]["body"].as_str().map(ToOwned::to_owned);
    Ok(Pasted {
        method,
        target: target(&path)?,
        headers,
        body: if form.is_empty() { own.unwrap_or_default() } else { form },
    })
}

/// A command line of curl, as browsers copy it and people write it.
fn of_curl(text: &str) -> Result<Pasted, String> {
    let mut pasted = Pasted::default();
    let mut words = words(text).into_iter().skip(1);
    let (mut data, mut is_query, mut address) = (Vec::new(), false, None);
    while let Some(word) = words.next() {
        let (name, joined) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
            _ => (word.clone(), None),
        };
        let mut value = || joined.clone().or_else(|| words.next()).ok_or_else(|| format!("{name} has no value"));
        match name.as_str() {
            "-X" | "--request" => pasted.method = value()?,
            "-H" | "--header" => pasted.headers.extend(header(&value()?)),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" => data.push(value()?),
            "--data-urlencode" => data.push(url_encoded(&value()?)),
            "-G" | "--get" => is_query = true,
            "--url" => address = Some(value()?),
            "-u" | "--user" => {
                use base64::Engine as _;
                let proof = base64::engine::general_purpose::STANDARD.encode(value()?);
                pasted.headers.push(("Authorization".to_owned(), format!("Basic {proof}")));
            }
            "-o" | "--output" | "-A" | "--user-agent" | "-b" | "--cookie" | "-c" | "--cookie-jar" | "-m"
            | "--max-time" | "--cacert" => {
                value()?;
            }
            _ if word.starts_with('-') => {}
            _ => address = Some(word),
        }
    }
    let address = address.ok_or_else(|| format!("the command names no address; {TAKEN}"))?;
    pasted.target = target(&address)?;
    let data = data.join("&");
    if is_query && !data.is_empty() {
        let between = if pasted.target.contains('?') { '&' } else { '?' };
        pasted.target = format!("{}{between}{data}", pasted.target);
    } else {
        pasted.body = data;
    }
    if !pasted.body.is_empty() && !pasted.has_header("content-type") {
        pasted.headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    }
    if pasted.method.is_empty() {
        let method = if pasted.body.is_empty() { "GET" } else { "POST" };
        method.clone_into(&mut pasted.method);
    }
    Ok(pasted)
}

fn url_encoded(pair: &str) -> String {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    pair.split_once('=').map_or_else(|| encode(pair), |(name, value)| format!("{name}={}", encode(value)))
}

/// Words as a shell parts them: quotation marks, backslashes, lines that go on.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut begun) = (Vec::new(), String::new(), false);
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some('\''), '\'') | (Some('"'), '"') => quote = None,
            (None, '\'' | '"') => (quote, begun) = (Some(letter), true),
            (Some('"') | None, '\\') => match letters.next() {
                Some('\n') | None => {}
                Some('\r') => drop(letters.next()),
                Some(escaped) => (word, begun) = (word + &escaped.to_string(), true),
            },
            (None, letter) if letter.is_whitespace() => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            _ => {
                word.push(letter);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_of_one_request() {
        let form = "client_id=A&grant_type=authorization_code";
        for text in [
            format!("POST /aas/oauth2/te HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n{form}"),
            format!("curl 'https://host/idp/esia/aas/oauth2/te' \\\n  -d '{form}'"),
            format!("$ curl -X POST --data-raw \"{form}\" http://127.0.0.1:8585/_stand/a/aas/oauth2/te"),
            form.to_owned(),
            r#"{"method":"POST","path":"/aas/oauth2/te","parameters":{"client_id":"A","grant_type":"authorization_code"}}"#.to_owned(),
        ] {
            let read = Pasted::read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((read.method.as_str(), read.target.as_str(), read.body.as_str()), ("POST", "/aas/oauth2/te", form), "{text}");
            assert_eq!(read.parameter("client_id").as_deref(), Some("A"));
        }
        for text in [
            "https://host/aas/oauth2/ac?client_id=A",
            "/aas/oauth2/ac?client_id=A",
            "GET /aas/oauth2/ac?client_id=A",
            "client_id=A",
            "curl -G -d client_id=A http://x/aas/oauth2/ac",
            "* Connected\n> GET /aas/oauth2/ac?client_id=A HTTP/1.1\n> Host: x\n>\n< HTTP/1.1 302 Found",
        ] {
            let read = Pasted::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((read.method.as_str(), read.target.as_str()), ("GET", "/aas/oauth2/ac?client_id=A"), "{text}");
        }
        let path = "/aas/oauth2/ac?client_id=A&redirect_uri=http://127.0.0.1/callback";
        assert_eq!(Pasted::read(path).expect("a path").target, path, "the address of a client is a value");
    }

    #[test]
    fn what_is_no_request_is_told_what_would_be() {
        for text in ["", "hello", "{", "{\"a\":1}", "curl -d x", "curl -X"] {
            let error = Pasted::read(text).expect_err("no request");
            assert!(error.contains("expected a raw HTTP request") || error.contains("has no value"), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_well(text in ".{0,200}", begin in "(curl |GET /|POST /aas/|> GET /|\\{|)") {
            let _ = Pasted::read(&format!("{begin}{text}"));
        }
    }
}
