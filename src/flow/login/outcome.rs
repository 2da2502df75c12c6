//! What a step leads to, once it has settled its matter: on to the next one, or to the end.

use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::ending;
use crate::flow::ending::Ending;
use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::progress::Progress;
use crate::flow::login::second_factor;

/// What a form leads to.
#[derive(Debug)]
pub enum Outcome {
    /// The login with this id goes on.
    GoesOn(String),
    /// It has ended.
    Ended(Ending),
    /// There is no such login any more.
    Gone,
}

/// Does what a step wants to be done when it becomes due: the second factor sends its code.
pub fn arrive(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<(), Stop> {
    if second_factor::is_to_begin(progress) { second_factor::begin(cx, progress) } else { Ok(()) }
}

/// Goes on to the step that is due, and ends the login if none is.
pub fn settle(cx: &WriteCx<'_>, mut progress: Progress) -> Result<Outcome, Stop> {
    arrive(cx, &mut progress)?;
    match login::next(&progress) {
        Due::Code => ending::end(cx, progress).map(Outcome::Ended),
        Due::SignIn | Due::SecondFactor(_) | Due::Offer { .. } | Due::Role(_) | Due::Consent(_) => {
            Ok(Outcome::GoesOn(progress.id))
        }
    }
}
