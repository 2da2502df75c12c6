//! Hostile text in pages that have a view of their own.
//!
//! The structs are spelled out without `..`, so that a field added later must be made hostile too.

use super::hostile::Hostile;
use super::*;

#[test]
fn hostile_text_stays_text_on_the_pages_of_a_login() {
    let evil = Hostile::default();
    let sign_in = SignInPage {
        frame: evil.frame(),
        csrf: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        login: evil.text(),
        foreign_computer: true,
        picker: Some(Picker {
            people: vec![Pick { oid: evil.text(), name: evil.text(), about: evil.text() }],
            more: evil.text(),
        }),
        hints: Some(evil.hints()),
        errors: SignInErrors { general: Some(evil.said()), login: Some(evil.said()), password: Some(evil.said()) },
    };
    evil.must_be_tame_in(&sign_in);
    let evil = Hostile::default();
    let second_factor = SecondFactorPage {
        frame: evil.frame(),
        csrf: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        kind: second_factor::CodeKind::Sms,
        phone: Some(evil.text()),
        error: Some(evil.said()),
        other_user: evil.text(),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&second_factor);
    let evil = Hostile::default();
    let organization =
        RoleOrganization { oid: evil.text(), name: evil.text(), kind: evil.said(), position: Some(evil.text()) };
    let role = RolePage {
        frame: evil.frame(),
        csrf: evil.text(),
        other_user: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        person: evil.text(),
        organizations: vec![organization],
        selected: String::new(),
        error: Some(evil.said()),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&role);
}

#[test]
fn hostile_text_stays_text_on_the_consent_page() {
    let evil = Hostile::default();
    let row = ConsentRow { scope: evil.text(), title: evil.said(), hint: evil.said(), missing: true, unverified: true };
    let consent = ConsentPage {
        frame: evil.frame(),
        csrf: evil.text(),
        other_user: evil.text(),
        interaction: evil.text(),
        client: evil.text(),
        giver: evil.text(),
        rows: vec![row],
        permissions: vec![PermissionRow {
            sysname: evil.text(),
            title: evil.text(),
            purpose: evil.text(),
            responsible: Some(evil.text()),
            until: evil.text(),
            scopes: vec![evil.said()],
        }],
        profile: Some(evil.page_link()),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&consent);
}

#[test]
fn hostile_text_stays_text_on_the_other_pages() {
    let evil = Hostile::default();
    let error = ErrorPage {
        frame: evil.frame(),
        heading: evil.said(),
        happened: evil.said(),
        why: Some(evil.said()),
        code: Some(evil.text()),
        advice: evil.said(),
        link: Some(evil.page_link()),
        developer: Some(Developer {
            detail: evil.text(),
            cure: evil.text(),
            facts: vec![(evil.text(), evil.text())],
            ..Developer::default()
        }),
    };
    evil.must_be_tame_in(&error);
    let evil = Hostile::default();
    let notice = NoticePage {
        frame: evil.frame(),
        heading: evil.said(),
        paragraphs: vec![evil.said()],
        items: vec![evil.text()],
        links: vec![evil.page_link(), evil.page_link()],
    };
    evil.must_be_tame_in(&notice);
    let evil = Hostile::default();
    let address = StandAddress { path: evil.text(), about: evil.said(), opens: true };
    let client = DemoClient {
        name: evil.text(),
        mnemonic: evil.text(),
        scopes: vec![evil.text()],
        redirect_uris: vec![evil.text()],
    };
    let person = TestPerson {
        name: evil.text(),
        login: evil.text(),
        password: evil.text(),
        level: evil.said(),
        purpose: evil.text(),
    };
    let front = FrontPage {
        frame: evil.frame(),
        url: evil.text(),
        addresses: vec![address],
        clients: vec![client],
        people: vec![person],
    };
    evil.must_be_tame_in(&front);
}

#[test]
fn hostile_text_stays_text_in_lists_of_messages() {
    let evil = Hostile::default();
    let row =
        MessageRow { head: evil.said(), text: evil.text(), contour: Some(evil.said()), letter: Some(evil.page_link()) };
    let messages = MessagesPage {
        frame: evil.frame(),
        heading: evil.said(),
        action: evil.text(),
        to: evil.text(),
        rows: vec![row],
        links: vec![evil.page_link()],
    };
    evil.must_be_tame_in(&messages);
    let evil = Hostile::default();
    let message = MessagePage {
        frame: evil.frame(),
        subject: evil.text(),
        head: evil.said(),
        relay: evil.said(),
        link: Some(evil.page_link()),
        html: Some(evil.text()),
        text: evil.text(),
        back: evil.page_link(),
    };
    evil.must_be_tame_in(&message);
}
