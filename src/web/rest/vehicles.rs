//! `vhls`: vehicles of a person or an organisation (МР app. Б REST).

use serde_json::json;

use crate::domain::vehicle::Vehicle;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::storage::people;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// All of them.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Vehicle>, Stop> {
    Ok(people::list_vehicles(cx.sql, asked.owner)?)
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vehicle, Stop> {
    asked.element(list(asked, cx)?, |vehicle| vehicle.id, |_| true)
}

/// Writes a list.
pub fn render(asked: &Asked<'_>, vehicles: Vec<Vehicle>) -> Collection {
    Collection::new(vehicles.into_iter().map(|vehicle| entity(asked, vehicle)).collect())
}

/// Writes one.
pub fn entity(asked: &Asked<'_>, vehicle: Vehicle) -> Entity {
    let certificate = vehicle.data.registration_certificate;
    let fields = Fields::default()
        .with("id", vehicle.id)
        .with("name", vehicle.data.name)
        .with("numberPlate", vehicle.data.number_plate)
        .with("regCertificate", json!({ "series": certificate.series, "number": certificate.number }));
    Entity { path: asked.path(&format!("/vhls/{}", vehicle.id)), facts: Facts::Identifiable, fields }
}
