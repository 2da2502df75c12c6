//! `esia-mock explain`: why one request is refused, without a server.
//!
//! A stand of its own is asked, on the fixtures that are named, with its clock held at the request's own timestamp. So
//! every surface is explained by the code that serves it.

mod pasted;

use std::io::Read as _;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use reqwest::redirect::Policy;
use serde_json::Value;

use crate::cli::explain::pasted::Pasted;
use crate::cli::print;
use crate::crypto::tls::trust::Trust;
use crate::embedded::Stand;
use crate::embedded::StandBuilder;
use crate::protocol::dates;
use crate::web::outgoing;

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The request: raw HTTP, the lines of curl -v, a curl command line, an address, a form, or an entry of the journal
    /// as JSON. Without a file it is read from standard input.
    file: Option<PathBuf>,
    /// A folder of fixtures that has the client; may be given several times. Without it the embedded demo is read.
    #[arg(long, value_name = "DIR", env = "ESIA_MOCK_FIXTURES", value_delimiter = ':')]
    fixtures: Vec<PathBuf>,
    /// Print the explanation as JSON, as the journal has it.
    #[arg(long)]
    json: bool,
}

/// Reasons that lie in what only the stand knows which gave it out.
const OF_OTHERS: [&str; 7] = [
    "code-foreign",
    "code-of-other-stand",
    "code-unknown",
    "refresh-token-unknown",
    "access-token-foreign",
    "access-token-of-other-stand",
    "pushed-request-unknown",
];

/// Headers that belong to a connection, not to a request.
const OF_CONNECTION: [&str; 7] =
    ["host", "content-length", "connection", "accept-encoding", "transfer-encoding", "cookie", "expect"];

/// Explains a request.
pub fn run(arguments: &ExplainArgs) -> anyhow::Result<()> {
    let text = read(arguments)?;
    let request = Pasted::read(&text).map_err(|why| anyhow::anyhow!("this is not understood: {why}"))?;
    let builder = arguments.fixtures.iter().fold(Stand::builder(), StandBuilder::fixtures);
    let moment = request.parameter("timestamp").and_then(|text| dates::request_timestamp(&text));
    let builder = match moment {
        Some(moment) => builder.clock(moment.to_rfc3339()),
        None => builder,
    };
    let stand = builder.start()?;
    let entry = ask(stand.url(), &request)?;
    if arguments.json {
        print::line(&format!("{entry:#}"));
    } else {
        explain(&request, &entry);
    }
    Ok(())
}

fn read(arguments: &ExplainArgs) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if let Some(file) = &arguments.file {
        bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    } else {
        std::io::stdin().take(2 * pasted::LONGEST as u64).read_to_end(&mut bytes).context("standard input")?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Sends the request, and gives what the journal has of it.
fn ask(base: &str, request: &Pasted) -> anyhow::Result<Value> {
    let builder = outgoing::builder(false, &Trust::default()).map_err(anyhow::Error::msg)?;
    let http = builder.redirect(Policy::none()).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut sent = http.request(request.method.parse()?, format!("{base}{}", request.target));
        for (name, value) in &request.headers {
            if !OF_CONNECTION.contains(&name.to_ascii_lowercase().as_str()) {
                sent = sent.header(name, value);
            }
        }
        let answer = sent.body(request.body.clone()).send().await.context("the request cannot be sent")?;
        let number = answer.headers().get("x-esia-mock-request").and_then(|number| number.to_str().ok());
        let number = number.context("the stand keeps no such request: it is none of a relying party or a browser")?;
        let kept = http.get(format!("{base}/_mock/api/v1/requests/{number}")).send().await?;
        Ok(serde_json::from_slice(&kept.bytes().await?)?)
    })
}

fn explain(request: &Pasted, entry: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let path = request.target.split('?').next().unwrap_or_default();
    let client = entry["client"].as_str().map(|client| format!(", client {client}")).unwrap_or_default();
    print::line(&format!("{} {path}{client}", request.method));
    let refused = &entry["refused"];
    if refused.is_null() {
        print::line(&format!("nothing is wrong with it: the stand answers {}", entry["status"]));
    } else {
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        let told = [("refused", "code"), ("reason", "reason_id"), ("cause", "reason"), ("what to do", "cure")];
        let mut rows: Vec<_> = told.iter().map(|(name, field)| row(name, text(&refused[*field]))).collect();
        let facts = entry["facts"].as_object().into_iter().flatten();
        rows.extend(facts.map(|(name, value)| row(name, text(value))));
        print::line(&print::table(&["", ""], &rows));
        if OF_OTHERS.contains(&text(&refused["reason_id"]).as_str()) {
            print::note(
                "codes and tokens are known to the stand alone that gave them out; everything else of the request was right",
            );
        }
    }
    for warning in entry["warnings"].as_array().into_iter().flatten() {
        print::line(&format!("taken with a warning ({}): {}", text(&warning["reason_id"]), text(&warning["text"])));
    }
}
