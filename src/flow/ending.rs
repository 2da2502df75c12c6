//! How a login ends: with an answer for who asked, in the words of the endpoints at which they asked, or at a page of
//! ours.
//!
//! Above [`login`](crate::flow::login) and [`oidc`], which know nothing of one another's codes.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::domain::interaction::Destination;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::client_check::Denied;
use crate::flow::login::code;
use crate::flow::login::code::Issued;
use crate::flow::login::progress::Progress;
use crate::flow::oidc;
use crate::flow::oidc::way_back::Answer;
use crate::protocol::reasons;
use crate::storage::interactions;

/// How a login ends.
#[derive(Debug)]
pub enum Ending {
    /// With a code.
    Code(Box<Issued>),
    /// With a refusal that travels to the client.
    Denied(Denied),
    /// With either, by the standard endpoints.
    Standard(Box<Answer>),
    /// At a page of ours, by its path: there is nobody who wants a code.
    Own(String),
}

impl Ending {
    /// Is somebody in, with a code or at a page of ours?
    pub fn is_success(&self) -> bool {
        match self {
            Self::Code(_) | Self::Own(_) => true,
            Self::Denied(_) => false,
            Self::Standard(answer) => answer.result.is_ok(),
        }
    }
}

/// Ends a login of which nothing is pending.
pub fn end(cx: &WriteCx<'_>, progress: Progress) -> Result<Ending, Stop> {
    if progress.interaction.refused {
        return refuse(cx, &progress);
    }
    let (surface, ending) = match &progress.interaction.destination {
        Destination::Esia { redirect_uri, .. } => {
            let way_back = code::way_back(&progress, redirect_uri)?;
            let issued = code::issue(cx, progress, way_back)?;
            ("esia", issued.map_or_else(Ending::Denied, |issued| Ending::Code(Box::new(issued))))
        }
        Destination::Oidc(_) => ("oidc", Ending::Standard(Box::new(oidc::code::issue(cx, &progress)?))),
        Destination::Own { path } => ("pages", arrive(cx, &progress.id, path)?),
    };
    if ending.is_success() {
        cx.after.tell_of_login(surface);
    }
    Ok(ending)
}

/// Ends a login because the holder refused; nobody is asked anything on the way to a page of ours.
pub fn refuse(cx: &WriteCx<'_>, progress: &Progress) -> Result<Ending, Stop> {
    match &progress.interaction.destination {
        Destination::Esia { redirect_uri, .. } => {
            interactions::delete(cx.sql, &progress.id)?;
            let way_back = Some(Box::new(code::way_back(progress, redirect_uri)?));
            Ok(Ending::Denied(Denied { refusal: Box::new(reasons::person::citizen_refused()), way_back }))
        }
        Destination::Oidc(_) => oidc::code::refuse(cx, progress).map(Box::new).map(Ending::Standard),
        Destination::Own { path } => arrive(cx, &progress.id, path),
    }
}

fn arrive(cx: &WriteCx<'_>, login: &str, path: &str) -> Result<Ending, Stop> {
    interactions::delete(cx.sql, login)?;
    Ok(Ending::Own(path.to_owned()))
}
