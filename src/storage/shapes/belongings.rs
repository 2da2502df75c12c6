//! Addresses, documents and vehicles. There are many of them, so what is absent is left out.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::address::AddressKind;
use crate::domain::address::AddressParts;
use crate::domain::document::DocumentData;
use crate::domain::vehicle::RegistrationCertificate;
use crate::domain::vehicle::VehicleData;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

shaped!(
    AddressKind as StoredAddressKind,
    AddressParts as StoredAddress,
    DocumentData as StoredDocument,
    RegistrationCertificate as StoredRegistration,
    VehicleData as StoredVehicle,
);

/// What kind of address.
#[derive(Serialize, Deserialize)]
#[serde(remote = "AddressKind", rename_all = "snake_case")]
enum StoredAddressKind {
    Registration,
    Residence,
    Temporary,
    Legal,
    Postal,
}

/// An address.
#[derive(Serialize, Deserialize)]
#[serde(remote = "AddressParts")]
struct StoredAddress {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fias_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zip_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    district: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settlement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    addition_area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    addition_area_street: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    street: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    house: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    frame: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    building: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flat: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

/// A document.
#[derive(Serialize, Deserialize)]
#[serde(remote = "DocumentData")]
struct StoredDocument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issue_date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issuer_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act_date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    medical_organization: Option<String>,
}

/// A vehicle.
#[derive(Serialize, Deserialize)]
#[serde(remote = "VehicleData")]
struct StoredVehicle {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    number_plate: String,
    #[serde(default, with = "kept")]
    registration_certificate: RegistrationCertificate,
}

/// Its certificate of registration.
#[derive(Serialize, Deserialize)]
#[serde(remote = "RegistrationCertificate")]
struct StoredRegistration {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    series: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    number: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::shapes::kept::Shaped;

    fn text<T: Shaped>(value: &T) -> String {
        kept::text(value).expect("a text")
    }

    fn back<T: Shaped>(text: &str) -> T {
        kept::of_text(text).expect("readable")
    }

    /// Files hold these words: they are never changed, only others are added.
    #[test]
    fn the_words_of_files_are_these() {
        let some = |text: &str| Some(text.to_owned());
        let document = DocumentData {
            series: some("5709"),
            number: some("000702"),
            issue_date: NaiveDate::from_ymd_opt(2015, 3, 13),
            issuer_code: some("590004"),
            issued_by: some("ОВД"),
            expires_on: NaiveDate::from_ymd_opt(2030, 1, 2),
            last_name: some("IVANOVA"),
            first_name: some("ANNA"),
            act_number: some("7"),
            act_date: NaiveDate::from_ymd_opt(2010, 4, 5),
            medical_organization: some("Страховая"),
        };
        let stored = r#"{"series":"5709","number":"000702","issue_date":"2015-03-13","issuer_code":"590004","issued_by":"ОВД","expires_on":"2030-01-02","last_name":"IVANOVA","first_name":"ANNA","act_number":"7","act_date":"2010-04-05","medical_organization":"Страховая"}"#;
        assert_eq!((text(&document).as_str(), back::<DocumentData>(stored)), (stored, document));
        let address = AddressParts {
            address: some("a"),
            fias_code: some("b"),
            zip_code: some("c"),
            region: some("d"),
            area: some("e"),
            city: some("f"),
            district: some("g"),
            settlement: some("h"),
            addition_area: some("i"),
            addition_area_street: some("j"),
            street: some("k"),
            house: some("l"),
            frame: some("m"),
            building: some("n"),
            flat: some("o"),
            country: some("p"),
        };
        let stored = r#"{"address":"a","fias_code":"b","zip_code":"c","region":"d","area":"e","city":"f","district":"g","settlement":"h","addition_area":"i","addition_area_street":"j","street":"k","house":"l","frame":"m","building":"n","flat":"o","country":"p"}"#;
        assert_eq!((text(&address).as_str(), back::<AddressParts>(stored)), (stored, address));
        let certificate = RegistrationCertificate { series: "78 УР".to_owned(), number: "670840".to_owned() };
        let vehicle = VehicleData {
            name: "Машина".to_owned(),
            number_plate: "Х123ХХ".to_owned(),
            registration_certificate: certificate,
        };
        let stored = r#"{"name":"Машина","number_plate":"Х123ХХ","registration_certificate":{"series":"78 УР","number":"670840"}}"#;
        assert_eq!((text(&vehicle).as_str(), back::<VehicleData>(stored)), (stored, vehicle));
    }

    #[test]
    fn what_is_absent_is_left_out_and_files_that_say_so_are_read() {
        let document = DocumentData { number: Some("1".to_owned()), ..DocumentData::default() };
        assert_eq!(text(&document), r#"{"number":"1"}"#);
        assert_eq!(back::<DocumentData>(r#"{"series":null,"number":"1","act_date":null}"#), document);
        let address = AddressParts { city: Some("Примерск".to_owned()), ..AddressParts::default() };
        assert_eq!(text(&address), r#"{"city":"Примерск"}"#);
        assert_eq!(back::<AddressParts>(r#"{"city":"Примерск","flat":null}"#), address);
    }
}
