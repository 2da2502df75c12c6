//! A wrong request for each of the rows that no other test names.

use chrono::TimeDelta;

use crate::support::Request;
use crate::support::TestApp;
use crate::why::Told;

const WHO: &str = "confirmed_mother_of_two";

#[test]
fn data_of_organisations_and_of_people_who_are_gone() {
    let app = TestApp::start();
    let school = app.world.organization("school_12").expect("a school").oid;
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen(WHO).gives_tokens_to(&rp);
    let mut told = Told::default();
    let closed = rp.reads(&format!("/rs/orgs/{school}"), &tokens.access_token());
    told.by("organisation", &closed, "organization-scope-lacking");
    app.controls("DELETE", &format!("/_mock/api/v1/people/{WHO}"), "");
    let gone = rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token());
    told.by("deleted", &gone, "access-token-account-ended");
    told.ends();
}

#[test]
fn refresh_tokens_at_the_end() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let mut told = Told::default();
    let late = app.citizen(WHO).gives_tokens_to(&rp);
    app.advance(TimeDelta::days(5 * 366));
    told.by("late", &rp.posts(&rp.refresh_request(&late.refresh_token())), "refresh-token-expired");
    told.ends();
}

#[test]
fn requests_by_themselves() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let v3 = rp.speaking_v3();
    let mut told = Told::default();
    let permissions = "W3sic3lzbmFtZSI6IkFQSVBHVSIsInJlc3BvbnNpYmxlT2JqZWN0IjoieCIsImV4cGlyZSI6NjAsImFjdGlvbnMiOlt7InN5c25hbWUiOiJBTExfQUNUSU9OU19UT19EQVRBIn1dLCJwdXJwb3NlcyI6W3sic3lzbmFtZSI6IkFQUExZIn1dLCJzY29wZXMiOlt7InN5c25hbWUiOiJmdWxsbmFtZSJ9XX1d";
    let beside = v3.signs(v3.authorize_request().with("permissions", permissions));
    told.by("beside", &v3.asks(&beside), "scope-beside-permissions");
    told.by("nobody", &rp.posts(&rp.credentials_request("fullname?oid=999")), "scope-of-nobody");
    told.by("large", &rp.posts_body(vec![b'a'; 300 * 1024]), "body-unreadable");
    let public = app.standard_client("SPA_DEMO");
    let introspected = public.posts("/oidc/introspect", &Request::of(&[("token", "x"), ("client_id", "SPA_DEMO")]));
    told.by("public", &introspected, "client-public");
    told.ends();
}

#[test]
fn calls_and_addresses() {
    let app = TestApp::start();
    let mut told = Told::default();
    let get = |path: &str| app.http.send(app.http.get(&app.url(path)));
    told.by("client", &get("/idp/ext/Logout?redirect_url=http%3A%2F%2F127.0.0.1%3A9090%2F"), "logout-without-client");
    let login = |body: &'static str, origin: &str| {
        let post = app.http.post(&app.url("/aas/oauth2/api/login")).header("content-type", "application/json");
        app.http.send(post.header("origin", origin).body(body))
    };
    told.by("site", &login("{}", "http://evil.example"), "foreign-site");
    told.ends();
}
