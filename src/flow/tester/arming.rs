//! Faults as testers arm them.

use crate::faults::armed::Full;
use crate::faults::armed::Status;
use crate::faults::fault::Fault;
use crate::flow::stand::Stand;

/// Arms a fault: under its name, in place of an earlier one, or under a name that none has where it has none. Tells
/// whether there was none before.
pub fn arm(stand: &Stand, fault: Fault) -> Result<(Status, bool), Full> {
    let armed = if fault.name.is_empty() {
        stand.faults.arm_unnamed(fault).map(|status| (status, true))
    } else {
        stand.faults.arm(fault)
    };
    // Whoever watches over its end hears of it.
    stand.platform.bells.timer.notify_one();
    armed
}
