//! What a relying party has to live with: the eleven cases that every package of esia-mock shows.

use std::error::Error;

use esia_mock::Stand;
use esia_mock::json;

use crate::portal::CALLBACK;
use crate::portal::Portal;

type Tested = Result<(), Box<dyn Error>>;

fn start() -> Result<(Stand, Portal), Box<dyn Error>> {
    let esia = Stand::builder().start()?;
    let portal = portal_at(&esia)?;
    Ok((esia, portal))
}

fn portal_at(esia: &Stand) -> Result<Portal, Box<dyn Error>> {
    esia.client("PORTAL", json!({ "client_secret": "secret", "redirect_uris": [CALLBACK] }))?;
    Ok(Portal::at(esia.url()))
}

#[test]
fn happy() -> Tested {
    let (esia, portal) = start()?;
    let anna = esia.person(json!({ "level": "confirmed" }))?;
    let back = esia.sign_in(&portal.get("/login").location, &anna)?;
    assert_eq!(portal.get(back.url()).claims["urn:esia:snils"].as_str(), anna.snils.as_deref());
    Ok(())
}

#[test]
fn token_endpoint_fails() -> Tested {
    let (esia, portal) = start()?;
    esia.fault("token", json!({ "status": 500 }))?;
    let anna = esia.person(json!({ "level": "confirmed" }))?;
    let back = esia.sign_in(&portal.get("/login").location, &anna)?;
    assert_eq!(portal.get(back.url()).status, 502);
    Ok(())
}

#[test]
fn consent_refused() -> Tested {
    let (esia, portal) = start()?;
    let back = esia.refuse(&portal.get("/login").location, &esia.person(json!({}))?)?;
    assert_eq!(back.error.as_deref(), Some("access_denied"));
    assert_eq!(portal.get(back.url()).status, 403);
    Ok(())
}

#[test]
fn email_not_verified() -> Tested {
    let (esia, portal) = start()?;
    let anna = esia.person(json!({ "level": "confirmed", "email_verified": false }))?;
    let back = esia.sign_in(&portal.get("/login").location, &anna)?;
    assert_eq!(portal.get(back.url()).claims["email_verified"], false);
    esia.verify(&anna, anna.email.as_deref().unwrap_or_default())?;
    assert_eq!(portal.get("/me").claims["email_verified"], true);
    Ok(())
}

#[test]
fn simplified_account() -> Tested {
    let (esia, portal) = start()?;
    let boris = esia.person(json!({ "level": "simplified" }))?;
    let back = esia.sign_in(&portal.get("/login").location, &boris)?;
    assert_eq!(portal.get(back.url()).status, 403);
    Ok(())
}

#[test]
fn child() -> Tested {
    let (esia, portal) = start()?;
    let lev = esia.child(&esia.person(json!({}))?, json!({ "age": 10 }))?;
    let back = esia.sign_in(&portal.get("/login").location, &lev)?;
    assert_eq!(portal.get(back.url()).claims["urn:esia:snils"].as_str(), lev.snils.as_deref());
    Ok(())
}

#[test]
fn expired_token() -> Tested {
    let (esia, portal) = start()?;
    let back = esia.sign_in(&portal.get("/login").location, &esia.person(json!({}))?)?;
    assert_eq!(portal.get(back.url()).status, 200);
    esia.clock().advance("PT2H")?;
    assert_eq!(portal.get("/me").status, 401);
    Ok(())
}

#[test]
fn token_endpoint_hangs() -> Tested {
    let (esia, portal) = start()?;
    let hanging = esia.fault("token", json!({ "hang": true }))?;
    let back = esia.sign_in(&portal.get("/login").location, &esia.person(json!({}))?)?;
    assert_eq!(portal.get(back.url()).status, 502);
    assert_eq!(hanging.hits()?, 1);
    Ok(())
}

#[test]
fn token_endpoint_resets() -> Tested {
    let (esia, portal) = start()?;
    esia.fault("token", json!({ "reset": true }))?;
    let back = esia.sign_in(&portal.get("/login").location, &esia.person(json!({}))?)?;
    assert_eq!(portal.get(back.url()).status, 502);
    Ok(())
}

#[test]
fn consent_taken_back() -> Tested {
    let (esia, portal) = start()?;
    let anna = esia.person(json!({}))?;
    portal.get(esia.sign_in(&portal.get("/login").location, &anna)?.url());
    esia.withdraw(&anna, "PORTAL")?;
    assert_eq!(portal.get("/me").status, 401);
    Ok(())
}

#[test]
fn wrong_state() -> Tested {
    let (esia, portal) = start()?;
    let back = esia.sign_in(&portal.get("/login").location, &esia.person(json!({}))?)?;
    let state = back.state.as_deref().unwrap_or_default();
    assert_eq!(portal.get(&back.url().replace(state, "of-somebody-else")).status, 403);
    Ok(esia.requests("token").expect(0)?)
}

#[test]
fn one_working_day_later() -> Tested {
    let (esia, portal) = start()?;
    esia.clock().set("2026-09-04T09:00:00+05:00")?; // a Friday
    portal.get(esia.sign_in(&portal.get("/login").location, &esia.person(json!({}))?)?.url());
    esia.clock().advance_working("P1D", "14:00")?;
    assert_eq!(esia.clock().now()?.format("%d.%m.%Y %H:%M").to_string(), "07.09.2026 14:00");
    assert_eq!(portal.get("/me").status, 401);
    Ok(())
}

/// A whole login of somebody new.
fn signs_in_somebody(esia: &Stand, portal: &Portal) -> Tested {
    let anna = esia.person(json!({}))?;
    let back = esia.sign_in(&portal.get("/login").location, &anna)?;
    assert_eq!(portal.get(back.url()).claims["urn:esia:snils"].as_str(), anna.snils.as_deref());
    Ok(())
}

#[test]
fn two_at_once_in_stands_of_their_own() {
    let server = Stand::builder().start().expect("a server");
    let test = &|year: &str| -> Tested {
        let wish = json!({ "address": "port", "clock": format!("{year}-09-01T09:00:00+05:00") });
        let esia = server.stand(wish)?;
        signs_in_somebody(&esia, &portal_at(&esia)?)?;
        assert_eq!(esia.clock().now()?.format("%Y").to_string(), year);
        Ok(esia.requests("token").expect(1)?)
    };
    std::thread::scope(|scope| {
        for year in ["2026", "2031"] {
            scope.spawn(move || test(year).expect("a login"));
        }
    });
}

#[test]
fn two_at_once_with_people_of_their_own() -> Tested {
    let (esia, _) = start()?;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| signs_in_somebody(&esia, &Portal::at(esia.url())).expect("a login"));
        }
    });
    Ok(esia.requests("token").expect(2)?)
}
