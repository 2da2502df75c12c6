//! How values of the domain are kept as JSON: the words of a file, whatever the domain calls them today. What is absent is
//! left out, for there are many of them.
//!
//! A field of the domain that is renamed keeps its word here. The compiler asks for one that is new.

pub(super) mod logins;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::address::AddressParts;
use crate::domain::document::DocumentData;
use crate::domain::vehicle::RegistrationCertificate;
use crate::domain::vehicle::VehicleData;

/// A shape: which word holds which field.
macro_rules! shapes {
    ($($(#[$doc:meta])* $shape:ident of $type:ident { $($field:ident $word:literal: $of:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Serialize, Deserialize)]
        pub(super) struct $shape {
            $(#[serde(rename = $word, default, skip_serializing_if = "is_absent")] $field: $of,)*
        }

        impl From<$type> for $shape {
            fn from($type { $($field),* }: $type) -> Self {
                Self { $($field: $field.into()),* }
            }
        }

        impl From<$shape> for $type {
            fn from($shape { $($field),* }: $shape) -> Self {
                Self { $($field: $field.into()),* }
            }
        }
    )*};
}

/// Says of a field whether it is left out.
trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl Absent for String {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for StoredRegistration {
    fn is_absent(&self) -> bool {
        false
    }
}

fn is_absent(value: &impl Absent) -> bool {
    value.is_absent()
}

shapes! {
    /// An address.
    StoredAddress of AddressParts {
        address "address": Option<String>,
        fias_code "fias_code": Option<String>,
        zip_code "zip_code": Option<String>,
        region "region": Option<String>,
        area "area": Option<String>,
        city "city": Option<String>,
        district "district": Option<String>,
        settlement "settlement": Option<String>,
        addition_area "addition_area": Option<String>,
        addition_area_street "addition_area_street": Option<String>,
        street "street": Option<String>,
        house "house": Option<String>,
        frame "frame": Option<String>,
        building "building": Option<String>,
        flat "flat": Option<String>,
        country "country": Option<String>,
    }

    /// A document.
    StoredDocument of DocumentData {
        series "series": Option<String>,
        number "number": Option<String>,
        issue_date "issue_date": Option<NaiveDate>,
        issuer_code "issuer_code": Option<String>,
        issued_by "issued_by": Option<String>,
        expires_on "expires_on": Option<NaiveDate>,
        last_name "last_name": Option<String>,
        first_name "first_name": Option<String>,
        act_number "act_number": Option<String>,
        act_date "act_date": Option<NaiveDate>,
        medical_organization "medical_organization": Option<String>,
    }

    /// A vehicle.
    StoredVehicle of VehicleData {
        name "name": String,
        number_plate "number_plate": String,
        registration_certificate "registration_certificate": StoredRegistration,
    }

    /// Its certificate of registration.
    #[derive(Default)]
    StoredRegistration of RegistrationCertificate {
        series "series": String,
        number "number": String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::columns::Stored;

    fn text<T: Stored>(value: &T) -> String {
        match value.store().expect("a value") {
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    fn back<T: Stored>(text: &str) -> T {
        T::restore(rusqlite::types::ValueRef::Text(text.as_bytes())).expect("readable")
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
        let kept = r#"{"series":"5709","number":"000702","issue_date":"2015-03-13","issuer_code":"590004","issued_by":"ОВД","expires_on":"2030-01-02","last_name":"IVANOVA","first_name":"ANNA","act_number":"7","act_date":"2010-04-05","medical_organization":"Страховая"}"#;
        assert_eq!((text(&document).as_str(), back::<DocumentData>(kept)), (kept, document));
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
        let kept = r#"{"address":"a","fias_code":"b","zip_code":"c","region":"d","area":"e","city":"f","district":"g","settlement":"h","addition_area":"i","addition_area_street":"j","street":"k","house":"l","frame":"m","building":"n","flat":"o","country":"p"}"#;
        assert_eq!((text(&address).as_str(), back::<AddressParts>(kept)), (kept, address));
        let certificate = RegistrationCertificate { series: "78 УР".to_owned(), number: "670840".to_owned() };
        let vehicle = VehicleData {
            name: "Машина".to_owned(),
            number_plate: "Х123ХХ".to_owned(),
            registration_certificate: certificate,
        };
        let kept = r#"{"name":"Машина","number_plate":"Х123ХХ","registration_certificate":{"series":"78 УР","number":"670840"}}"#;
        assert_eq!((text(&vehicle).as_str(), back::<VehicleData>(kept)), (kept, vehicle));
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
