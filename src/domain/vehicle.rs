//! Vehicles of a person or an organisation (МР app. Б REST, `vhls`).

use serde::Deserialize;
use serde::Serialize;

/// What is known of a vehicle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VehicleData {
    /// The owner's name for it.
    pub name: String,
    /// Государственный номер.
    pub number_plate: String,
    /// Свидетельство о регистрации.
    pub registration_certificate: RegistrationCertificate,
}

/// Свидетельство о регистрации транспортного средства (СТС).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistrationCertificate {
    /// Series.
    pub series: String,
    /// Number.
    pub number: String,
}

/// One vehicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// `id` of REST.
    pub id: i64,
    /// What is known of it.
    pub data: VehicleData,
}
