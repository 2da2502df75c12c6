//! ЕСИА's other paths, a file each.

mod logout;
mod public_keys;
