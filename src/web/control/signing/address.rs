//! Which endpoint of the stand an address is of, as a browser would find it: by port, path or name.

use url::Url;

use crate::domain::public_url::PublicUrl;
use crate::flow::platform::DEFAULT;
use crate::flow::platform::STANDS;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::tester::request::Endpoint;
use crate::web::entrance::prefix;
use crate::web::errors::problem::Problem;
use crate::web::origin;

/// The field that has the address.
const FIELD: &str = "authorize_url";

/// Longer addresses are refused by servers (`http::Uri` takes no more).
const LONGEST: usize = 65_534;

/// An address of a tested system, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    /// Where to.
    pub endpoint: Endpoint,
    /// The query.
    pub query: String,
    /// The host that the browser would see, if the address names one.
    pub host: Option<String>,
}

/// Takes an address apart that must lead to an endpoint of this stand; `asked` is the name that the call came by.
pub fn read(stands: &Stands, stand: &Stand, asked: &str, text: &str) -> Result<Address, Problem> {
    if text.len() > LONGEST {
        return Err(wrong(format!("an address of {} bytes: servers take {LONGEST} at most", text.len())));
    }
    let text = text.trim();
    let (path_and_query, host, named) = if text.starts_with('/') && !text.starts_with("//") {
        (text.split('#').next().unwrap_or_default().to_owned(), None, None)
    } else {
        let url = Url::parse(text).map_err(|error| wrong(format!("{}: {error}", shown(text))))?;
        let named = of_whole(stands, stand, asked, &url)?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        (format!("{}{query}", url.path()), url.host_str().map(ToOwned::to_owned), Some(named))
    };
    let (path, query) = path_and_query.split_once('?').unwrap_or((&path_and_query, ""));
    let endpoint = endpoint(stand, path, named)?;
    Ok(Address { endpoint, query: query.to_owned(), host })
}

fn wrong(detail: String) -> Problem {
    Problem::WrongValue(FIELD, detail)
}

/// No more than the beginning: it may have secrets.
fn shown(text: &str) -> String {
    format!("{:?}", text.split(['?', '#']).next().unwrap_or_default().chars().take(100).collect::<String>())
}

/// The stand that port and host of a whole address lead to, before its path is looked at.
fn of_whole(stands: &Stands, stand: &Stand, asked: &str, url: &Url) -> Result<String, Problem> {
    let config = &stand.platform.config;
    let host = url.host_str().unwrap_or_default();
    if !matches!(url.scheme(), "http" | "https") || host.is_empty() {
        return Err(wrong(format!("{} is no http or https address", shown(url.as_str()))));
    }
    let port = url.port_or_known_default();
    let own_port = stand.address.as_ref().and_then(PublicUrl::port);
    let asked_port =
        Url::parse(&format!("{}://{asked}", url.scheme())).ok().and_then(|url| url.port_or_known_default());
    let is_of_server = config.addresses().any(|address| address.port() == port) || asked_port == port;
    if !origin::is_own_name(config, host) || !(own_port == port || is_of_server) {
        let own = stand.url("");
        return Err(wrong(format!("{} is an address of somebody else, expected one of {own}", shown(url.as_str()))));
    }
    if own_port == port && port.is_some() {
        return Ok(stand.name.to_string());
    }
    let in_host = host.trim_end_matches('.').strip_suffix(".localhost").filter(|name| stands.find(name).is_some());
    Ok(in_host.unwrap_or(DEFAULT).to_owned())
}

/// The endpoint of a path. `named` is the stand that the rest of the address leads to, where it was whole.
fn endpoint(stand: &Stand, path: &str, named: Option<String>) -> Result<Endpoint, Problem> {
    let mut addresses = stand.platform.config.addresses();
    let below = addresses.find_map(|address| prefix::rest(path, address.segments()).filter(|rest| *rest != path));
    let path = below.unwrap_or(path);
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let in_path = segments.next().filter(|first| *first == STANDS).and_then(|_| segments.next());
    let rest = in_path.and_then(|name| prefix::rest(path, [STANDS, name])).unwrap_or(path);
    // From the path on an address is of the stand that is asked, unless it names one.
    let meant = in_path.map(ToOwned::to_owned).or(named).unwrap_or_else(|| stand.name.to_string());
    if meant != *stand.name {
        return Err(wrong(format!(
            "it is an address of the stand {meant:?}: send it there, not to {:?}",
            &*stand.name
        )));
    }
    let plain = format!("/{}", rest.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"));
    let found = Endpoint::ALL.into_iter().find(|(known, _)| *known == plain);
    found.map(|(_, endpoint)| endpoint).ok_or_else(|| {
        let known = Endpoint::ALL.map(|(known, _)| known).join(", ");
        wrong(format!("{} is no path of an authorization request, expected one of {known}", shown(&plain)))
    })
}
