//! `avt`: the picture of a person. Nobody's face: the same plainly artificial one for everybody.

use crate::flow::Cx;
use crate::flow::Stop;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Picture;

/// Everybody has it.
pub fn load(_: &Asked<'_>, _: &Cx<'_>) -> Result<(), Stop> {
    Ok(())
}

/// The picture.
pub fn render(asked: &Asked<'_>, (): ()) -> Picture {
    Picture { path: asked.path("/avt"), png: PICTURE }
}

const PICTURE: &[u8] = include_bytes!("picture.png");
