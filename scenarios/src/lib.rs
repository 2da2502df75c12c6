//! Scenarios of ЕСИА and ЭПОС as data, and the robot that goes through them.
//!
//! A scenario is a file that a tester writes: who takes part, what the school has in its cards, what is switched and
//! what is broken, and then steps in words: «мать входит в ЭПОС», «ЭПОС показывает «Пользователь не найден»». Each
//! runs with a stand and an ЭПОС of its own. Citizens go through pages by links, labels and buttons; whatever only a
//! tester can do goes by the stand's API and that of ЭПОС. Nothing of their insides is seen from here.
//!
//! | module | what |
//! |---|---|
//! | [`model`], [`mistakes`] | the file, and what is wrong with one |
//! | [`phrases`] | every step that can be said |
//! | [`page`], [`browser`] | what a browser without scripts does |
//! | [`calls`] | calls of the stand and of ЭПОС |
//! | [`world`] | one scenario's stand, ЭПОС, people |
//! | [`steps`] | what each step does |
//! | [`run`], [`report`] | many scenarios at once, and what is told of them; `album` keeps pictures |

mod album;
pub mod browser;
pub mod calls;
pub mod failure;
pub mod mistakes;
pub mod model;
pub mod page;
pub mod phrases;
pub mod report;
pub mod run;
pub mod steps;
pub mod world;
