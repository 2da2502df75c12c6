//! What the tester sees in a browser, under `/_mock/`. Who may be here the entrance decides by the table of routes.

pub mod admission;
pub mod mfc;
pub mod operator;
