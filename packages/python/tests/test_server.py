"""The program under this package: how it starts, how it ends, and when it is refused."""

import base64
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from esia_mock import EsiaMock, EsiaMockError, NotMet, WrongCall


def test_a_program_that_does_not_start_says_why():
    with pytest.raises(EsiaMockError, match=r"(?s)did not start; it said:.*--no-such-option"):
        EsiaMock.start("--no-such-option")
    with pytest.raises(EsiaMockError, match="/no/such/program does not start"):
        EsiaMock.start(program="/no/such/program")


def test_over_tls(tmp_path, monkeypatch):
    serve = ("--tls", "--tls-dir", str(tmp_path))
    with EsiaMock.start(*serve, ca=tmp_path / "ca.pem") as esia:
        assert esia.url.startswith("https://")
        assert esia.stand().person(level="confirmed").login
        monkeypatch.setenv("ESIA_MOCK_CA", str(tmp_path / "ca.pem"))
        assert EsiaMock.at(esia.url).url == esia.url
        monkeypatch.delenv("ESIA_MOCK_CA")
        with pytest.raises(ssl.SSLCertVerificationError):
            EsiaMock.at(esia.url)


@pytest.fixture
def other():
    """A server that says of itself what it is told to."""

    class Version(BaseHTTPRequestHandler):
        said: dict

        def do_GET(self):
            body = json.dumps(self.said).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Version) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", Version
        server.shutdown()


def test_a_program_that_does_not_fit_is_refused_in_one_sentence(other):
    url, version = other
    version.said = {"version": "9.0.0", "api": 2, "features": []}
    with pytest.raises(EsiaMockError) as refused:
        EsiaMock.at(url)
    told = "esia-mock 9.0.0 speaks API 2, not 1: take program and package of one release"
    assert str(refused.value) == told
    version.said = {"version": "0.0.1", "api": 1, "features": ["people", "clients"]}
    with pytest.raises(
        EsiaMockError, match=r"^esia-mock 0\.0\.1 lacks clock, .+: take program and package of one release$"
    ):
        EsiaMock.at(url)


@pytest.mark.parametrize("options", [["--control-token", "secret"], ["--control-token=secret"]])
def test_a_control_token_among_the_options_is_used(options):
    with EsiaMock.start(*options) as guarded:
        assert guarded.person(level="standard").level == "standard"
        with pytest.raises(WrongCall) as refused:
            EsiaMock.at(guarded.url)
        assert refused.value.status == 401


def test_a_control_token_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("ESIA_MOCK_CONTROL_TOKEN", "secret")
    with EsiaMock.start() as guarded:
        assert EsiaMock.at(guarded.url).call.token == "secret"
        monkeypatch.delenv("ESIA_MOCK_CONTROL_TOKEN")
        with pytest.raises(WrongCall) as refused:
            EsiaMock.at(guarded.url)
        assert refused.value.status == 401


def test_a_call_that_is_refused_names_the_place_and_the_word_that_was_meant(esia):
    with pytest.raises(WrongCall, match=r"^POST /people: .*unknown field `lvel`, did you mean `level`") as refused:
        esia.person(lvel="confirmed")
    assert refused.value.status == 422


def test_an_expectation_that_is_not_met_names_the_near_misses(esia):
    esia.sign_in("/aas/oauth2/ac?client_id=NOBODY", esia.person())
    with pytest.raises(NotMet, match=r"but 0 requests fit\n  #\d+ POST \S+ differs in client$") as unmet:
        esia.requests("authorize", client="SOMEBODY").expect(count=1)
    assert unmet.value.count == 0
    esia.requests("authorize").expect(min=1, max=1)


def test_state_is_kept_put_back_and_made_anew(esia_stand):
    anna = esia_stand.person("anna", level="standard")
    esia_stand.snapshot("evening")
    esia_stand.change(anna, level="confirmed")
    esia_stand.restore("evening")
    assert esia_stand.find_person("anna").level == "standard"
    esia_stand.reset()
    with pytest.raises(WrongCall) as gone:
        esia_stand.find_person("anna")
    assert gone.value.status == 404


def test_a_stand_travels_as_a_zip_of_fixtures(esia, esia_stand):
    anna = esia_stand.person("anna", level="confirmed")
    other = esia.stand()
    assert "anna" in other.import_fixtures(esia_stand.export_fixtures())["people"]
    assert other.find_person("anna").snils == anna.snils
    other.end()


def test_tokens_need_no_request_and_a_refusal_is_told_by_the_journal(esia, anna):
    tokens = esia.tokens("EPOS_DEMO", anna, ["openid", "fullname"], lifetime=-60)
    assert tokens.refusal is None
    claims = json.loads(base64.urlsafe_b64decode(tokens.access_token.split(".")[1] + "=="))
    assert claims["exp"] < esia.clock.now().timestamp()
    assert esia.tokens("EPOS_DEMO", anna, "no_such_scope").refusal.reason_id in esia.journal()


def test_an_inbox_goes_on_where_it_was(esia, portal, anna):
    esia.sign_in(portal.get("/login").location, anna)
    esia.withdraw(anna, "PORTAL")
    assert "предоставили доступ" in esia.inbox(anna).next(kind="email").subject
    assert "отозвали согласие" in esia.inbox(anna).next().subject
    with pytest.raises(EsiaMockError, match="no sms came"):
        esia.inbox(anna).next(kind="sms", wait=0)
    assert [message.to for message in esia.outbox(anna)] == [anna.email, anna.email]
    assert esia.outbox(anna).empty() == 2
    assert [event["kind"] for event in esia.events(anna)] == ["consent_revoked"]
