//! Actors: a stand, ЭПОС, browsers.

mod browser;
mod stand;
mod world;

pub(crate) use browser::Browser;
pub(crate) use browser::Page;
pub(crate) use world::World;
