//! `addrs`: addresses of a person or an organisation (МР app. Б REST).

use crate::domain::address::Address;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::storage::people;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// All of them.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Address>, Stop> {
    Ok(people::list_addresses(cx.sql, asked.owner)?)
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Address, Stop> {
    asked.element(list(asked, cx)?, |address| address.id, |_| true)
}

/// Writes a list.
pub fn render(asked: &Asked<'_>, addresses: Vec<Address>) -> Collection {
    Collection::new(addresses.into_iter().map(|address| entity(asked, address)).collect())
}

/// Writes one.
pub fn entity(asked: &Asked<'_>, address: Address) -> Entity {
    let parts = address.parts;
    let fields = Fields::default()
        .with("id", address.id)
        .with("type", address.kind.wire())
        .with_some("addressStr", parts.address)
        .with_some("fiasCode", parts.fias_code)
        .with("countryId", parts.country.unwrap_or_else(|| "RUS".to_owned()))
        .with_some("zipCode", parts.zip_code)
        .with_some("region", parts.region)
        .with_some("area", parts.area)
        .with_some("city", parts.city)
        .with_some("district", parts.district)
        .with_some("settlement", parts.settlement)
        .with_some("additionArea", parts.addition_area)
        .with_some("additionAreaStreet", parts.addition_area_street)
        .with_some("street", parts.street)
        .with_some("house", parts.house)
        .with_some("frame", parts.frame)
        .with_some("building", parts.building)
        .with_some("flat", parts.flat);
    Entity { path: asked.path(&format!("/addrs/{}", address.id)), facts: Facts::Identifiable, fields }
}
