//! People at run time: made, read, changed and deleted by calls.

mod round_trip;
