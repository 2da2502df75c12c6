//! Many stands in one server: made, ended, reset, restored; and that nothing crosses from one to another.

mod again; // reset, snapshots, restore
mod apart; // THE TABLE of what a stand gives out, shown to others
mod api; // the calls that make and list stands, and what wrong ones are told
mod browsers; // two stands in one browser, and in sixteen at once
mod change; // settings and clients that change while a stand serves
mod full; // one that has as much as it may have
mod life; // many of them, limits, expiry, traffic
mod ports; // stands that have a port of their own
