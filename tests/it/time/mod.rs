//! What time brings: jobs, limits that end, birthdays.

mod birthdays;
mod jobs;
mod limits;
mod moves;
mod timer;
