//! The catalogues of the program, printed.

use std::path::Path;

use anyhow::Context as _;

use crate::cli::print;
use crate::domain::quirk::QUIRKS;
use crate::domain::rule::RULES;
use crate::domain::rule::RuleDef;
use crate::domain::scope::SCOPES;
use crate::faults::catalogue::CATALOGUE;
use crate::faults::catalogue::Row;
use crate::faults::markdown;
use crate::fixtures::schema;
use crate::flow::jobs::run::KINDS;
use crate::protocol::error::ERRORS;
use crate::protocol::oidc::error::STANDARD_ERRORS;
use crate::protocol::place::NAMES;
use crate::protocol::place::Name;
use crate::protocol::reasons;
use crate::protocol::refusal::Reason;
use crate::texts::Language;
use crate::web::routes;

/// `esia-mock routes`.
pub fn routes() -> anyhow::Result<()> {
    let rows: Vec<_> = routes::listing()
        .into_iter()
        .map(|row| vec![row.method.to_uppercase(), row.path, row.surface.to_owned(), row.about])
        .collect();
    print::line(&print::table(&["method", "path", "surface", "what it is for"], &rows));
    Ok(())
}

/// `esia-mock scopes`.
pub fn scopes() -> anyhow::Result<()> {
    let rows: Vec<_> = SCOPES
        .iter()
        .map(|row| {
            let opens: Vec<_> = row.opens.iter().map(|resource| format!("{resource:?}")).collect();
            let title = if row.title_key.is_empty() { String::new() } else { Language::Russian.t(row.title_key) };
            vec![row.name.to_owned(), format!("{:?}", row.holder), title, opens.join(" ")]
        })
        .collect();
    print::line(&print::table(&["scope", "about", "consent page", "opens"], &rows));
    Ok(())
}

/// `esia-mock errors`.
pub fn errors() -> anyhow::Result<()> {
    let rows: Vec<_> = ERRORS
        .iter()
        .map(|row| vec![row.code.to_string(), row.error.to_owned(), row.meaning.to_owned(), row.text.to_owned()])
        .collect();
    print::line(&print::table(&["code", "error", "meaning", "text"], &rows));
    let rows: Vec<_> = STANDARD_ERRORS
        .iter()
        .map(|row| vec![row.word.to_owned(), row.meaning.to_owned(), row.source.to_owned()])
        .collect();
    print::line("");
    print::line(&print::table(&["error of /oidc", "meaning", "defined by"], &rows));
    Ok(())
}

/// `esia-mock reasons`; into a file as Markdown.
pub fn reasons(out: Option<&Path>) -> anyhow::Result<()> {
    if let Some(path) = out {
        std::fs::write(path, reasons_markdown()).with_context(|| path.display().to_string())?;
        print::line(&path.display().to_string());
        return Ok(());
    }
    let rows: Vec<_> = reasons::all().map(reason).collect();
    print::line(&print::table(&["reason", "station", "codes", "error of /oidc", "cause, and what to do"], &rows));
    Ok(())
}

fn reason(row: &Reason) -> Vec<String> {
    let station = if row.station.is_empty() { "any" } else { row.station };
    let codes: Vec<_> = row.esia.iter().map(ToString::to_string).collect();
    let errors: Vec<_> = row.standard.iter().map(ToString::to_string).collect();
    let words = if row.cause.is_empty() { row.cure.to_owned() } else { format!("{}: {}", row.cause, row.cure) };
    vec![row.id.to_owned(), station.to_owned(), codes.join(" "), errors.join(" "), words]
}

/// `esia-mock faults`.
pub fn faults(as_markdown: bool, out: Option<&Path>) -> anyhow::Result<()> {
    if as_markdown {
        let text = markdown::document();
        match out {
            Some(out) => std::fs::write(out, text).with_context(|| out.display().to_string())?,
            None => print::line(text.trim_end()),
        }
        return Ok(());
    }
    let row = |row: &Row| vec![row.action.to_owned(), markdown::places(row.kind), row.about.to_owned()];
    let rows: Vec<_> = CATALOGUE.iter().map(row).collect();
    print::line(&print::table(&["do", "acts at", "what happens"], &rows));
    let known = |is_known: bool| if is_known { "yes" } else { "" }.to_owned();
    let row = |name: &Name| vec![name.at.to_owned(), known(name.client), known(name.person), name.about.to_owned()];
    let rows: Vec<_> = NAMES.iter().map(row).collect();
    print::line("");
    print::line(&print::table(&["at", "client", "person", "what is asked"], &rows));
    Ok(())
}

/// `docs/reasons.md`.
pub fn reasons_markdown() -> String {
    let mut text = REASONS_BEGIN.to_owned();
    for family in reasons::FAMILIES {
        text.extend(["\n## ", family.name, "\n"]);
        for row in family.rows {
            let [_, station, codes, error, _] = &reason(row)[..] else { continue };
            let codes: Vec<_> =
                [codes, error].into_iter().filter(|code| !code.is_empty()).map(String::as_str).collect();
            let codes = if codes.is_empty() { "a warning".to_owned() } else { codes.join(", ") };
            text.extend(["\n### ", row.id, "\n\n"]);
            for (name, value) in [("Cause", row.cause), ("What to do", row.cure)] {
                if !value.is_empty() {
                    text.push_str(&item(&format!("**{name}**: {}", value.replace('<', "&lt;"))));
                }
            }
            text.push_str(&item(&format!("**Told by**: {codes}; station: {station}")));
            let page = family.more.split('#').next().unwrap_or_default();
            text.push_str(&item(&format!("**More**: [{page}]({})", family.more)));
        }
    }
    text
}

const REASONS_BEGIN: &str = "# Why a request is refused

Every refusal of the stand has a reason: a row of this list. Its name comes in the header `X-Esia-Mock-Reason-Id`, its
cause and cure in `X-Esia-Mock-Reason`, in the log, on the page and in the journal. In braces stand values of the
request. `esia-mock explain` says it of a request that was pasted from a log, without a server.

This file is made by `esia-mock reasons --out docs/reasons.md`.
";

/// An item of a list in lines that fit.
fn item(text: &str) -> String {
    let mut lines = vec!["-".to_owned()];
    for word in text.split(' ') {
        let line = lines.last_mut().map_or("", |line| line.as_str());
        if line.chars().count() + 1 + word.chars().count() > 118 {
            lines.push(format!(" {word}"));
        } else if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n ") + "\n"
}

/// `esia-mock quirks`.
pub fn quirks() -> anyhow::Result<()> {
    let rows: Vec<_> = QUIRKS.iter().map(|row| vec![row.name.to_owned(), row.doc.to_owned()]).collect();
    print::line(&print::table(&["quirk", "what changes, and who needs it"], &rows));
    Ok(())
}

/// `esia-mock rules`.
pub fn rules() -> anyhow::Result<()> {
    let row = |row: &RuleDef| {
        let texts = [row.name.to_owned(), row.default.to_owned(), row.kind.expected(), row.doc.to_owned()];
        texts.to_vec()
    };
    let rows: Vec<_> = RULES.iter().map(row).collect();
    print::line(&print::table(&["rule", "default", "values", "what it decides"], &rows));
    Ok(())
}

/// `esia-mock jobs`.
pub fn jobs() -> anyhow::Result<()> {
    let rows: Vec<_> = KINDS.iter().map(|row| vec![row.name.to_owned(), row.doc.to_owned()]).collect();
    print::line(&print::table(&["job", "what it does, and when"], &rows));
    Ok(())
}

/// `esia-mock schema`.
pub fn schema(out: &Path) -> anyhow::Result<()> {
    for (name, value) in schema::schemas() {
        let path = out.join(name);
        std::fs::write(&path, schema::text(&value)).with_context(|| path.display().to_string())?;
        print::line(&path.display().to_string());
    }
    Ok(())
}
