//! Station 4, `second_factor`: is it still the same person?
//!
//! The step knows who needs a second factor. The codes themselves belong to the citizen's life
//! (registration, confirmation, codes) and are not there yet, so such a login stops at an honest page.

use crate::domain::account::SecondFactor;
use crate::flow::login::Progress;
use crate::flow::login::Step;

/// The account wants a second factor.
pub const STEP: Step = Step {
    name: "second_factor",
    pending: |progress: &Progress| {
        progress.citizen.as_ref().is_some_and(|citizen| citizen.account.second_factor != SecondFactor::None)
    },
};
