"""The names of packages/names.json are those of this package, and a method is the call that the table says."""

import inspect
import json
import re
from pathlib import Path

import pytest

import esia_mock
from esia_mock import stand as stand_module
from esia_mock.clock import Clock
from esia_mock.faults import WHEN
from esia_mock.outbox import Inbox, Outbox

PACKAGES = Path(__file__).resolve().parents[2]
TABLE = json.loads((PACKAGES / "names.json").read_text("utf-8"))
KINDS = {**vars(esia_mock), "Clock": Clock, "Inbox": Inbox, "Outbox": Outbox}
CALLS = [row for row in TABLE if row["call"]]


def resolve(name):
    kind, member = name.split(".")
    return getattr(KINDS[kind], member, None)


@pytest.mark.parametrize("row", [row for row in TABLE if row["python"] != "Stand.url"], ids=lambda row: row["python"])
def test_every_name_is_there(row):
    assert resolve(row["python"]), row


def test_the_table_has_every_public_method():
    named = {row["python"] for row in TABLE}
    own = {"call", "check", "again", "mark", "put_back", "requests", "outbox", "inbox"}
    for kind in (esia_mock.Stand, Clock, Outbox, Inbox, esia_mock.Requests):
        for name, _ in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_") and name not in own:
                assert f"{kind.__name__}.{name}" in named


@pytest.mark.parametrize("row", CALLS, ids=lambda row: row["python"])
def test_every_call_is_described_by_the_stand(description, row):
    method, path = row["call"].split()
    assert method.lower() in description["paths"].get(f"/_mock/api/v1{path}", {}), row["call"]


def test_faults_select_by_what_the_stand_knows(description):
    wish = description["components"]["schemas"]["FaultWish"]
    assert {*WHEN, "at", "do"} == set(wish["properties"])


@pytest.fixture(scope="module")
def description(esia_session):
    return stand_module.Api(f"{esia_session.url}/_mock")("GET", "/openapi.json")


# How each method is called; what `{…}` of the path stands for does not matter.
USES = {
    "Stand.version": lambda at: at.version(),
    "Stand.stand": lambda at: at.stand(),
    "Stand.stands": lambda at: at.stands(),
    "Stand.end": lambda at: at.end(),
    "Stand.reset": lambda at: at.reset(),
    "Stand.snapshot": lambda at: at.snapshot("evening"),
    "Stand.restore": lambda at: at.restore("evening"),
    "Stand.export_fixtures": lambda at: at.export_fixtures(),
    "Stand.import_fixtures": lambda at: at.import_fixtures(b"zip"),
    "Stand.person": lambda at: at.person(level="confirmed"),
    "Stand.find_person": lambda at: at.find_person("anna"),
    "Stand.people": lambda at: at.people(level="child"),
    "Stand.change": lambda at: at.change("anna", level="confirmed"),
    "Stand.remove": lambda at: at.remove("anna"),
    "Stand.child": lambda at: at.child("anna", age=10),
    "Stand.verify": lambda at: at.verify("anna", "anna@example.test"),
    "Stand.unverify": lambda at: at.unverify("anna", "anna@example.test"),
    "Stand.consents": lambda at: at.consents("anna"),
    "Stand.allow": lambda at: at.allow("anna", "PORTAL", ["openid"]),
    "Stand.withdraw": lambda at: at.withdraw("anna", "PORTAL"),
    "Stand.session": lambda at: at.session("anna"),
    "Stand.logout": lambda at: at.logout("anna"),
    "Stand.client": lambda at: at.client("PORTAL", redirect_uris=["http://127.0.0.1/"]),
    "Stand.client_key": lambda at: at.client_key("PORTAL"),
    "Stand.organization": lambda at: at.organization("lyceum"),
    "Stand.sign_in": lambda at: at.sign_in("/aas/oauth2/ac", "anna"),
    "Stand.refuse": lambda at: at.refuse("/aas/oauth2/ac", "anna"),
    "Stand.tokens": lambda at: at.tokens("PORTAL", "anna", "openid"),
    "Stand.revoke": lambda at: at.revoke("token"),
    "Stand.fault": lambda at: at.fault("token", status=500),
    "Fault.hits": lambda at: esia_mock.Fault(at.call, "broken").hits,
    "Fault.wait": lambda at: esia_mock.Fault(at.call, "broken").wait(),
    "Fault.clear": lambda at: esia_mock.Fault(at.call, "broken").clear(),
    "Stand.faults": lambda at: at.faults(),
    "Stand.clear_faults": lambda at: at.clear_faults(),
    "Clock.face": lambda at: at.clock.face(),
    "Clock.now": lambda at: at.clock.now(),
    "Clock.set": lambda at: at.clock.set("system"),
    "Clock.advance": lambda at: at.clock.advance("PT1H"),
    "Clock.advance_working": lambda at: at.clock.advance_working("P1D"),
    "Clock.freeze": lambda at: at.clock.freeze(),
    "Clock.release": lambda at: at.clock.release(),
    "Requests.list": lambda at: at.requests("token").list(),
    "Requests.expect": lambda at: at.requests("token").expect(),
    "Stand.request": lambda at: at.request(7),
    "Stand.journal": lambda at: at.journal(),
    "Stand.keep": lambda at: at.keep(),
    "Outbox.list": lambda at: at.outbox("anna").list(),
    "Outbox.empty": lambda at: at.outbox("anna").empty(),
    "Inbox.next": lambda at: at.inbox("anna").next(),
    "Stand.events": lambda at: at.events("anna"),
    "Stand.settings": lambda at: at.settings(),
    "Stand.change_settings": lambda at: at.change_settings(hints=False),
    "Stand.rotate_keys": lambda at: at.rotate_keys(),
    "Stand.registry": lambda at: at.registry("sfr", "1", "not_found"),
    "Stand.confirm": lambda at: at.confirm("anna"),
}


class Overheard(Exception):
    """Stops a method at its call."""


@pytest.mark.parametrize("row", CALLS, ids=lambda row: row["python"])
def test_a_method_is_one_call(row):
    heard = []

    class Api(stand_module.Api):
        def __call__(self, method, path, body=None, query=None):
            # The clock looks at itself once, so that it can be put back.
            if (
                row["python"].startswith("Clock.")
                and (method, path) == ("GET", "/clock")
                and row["call"] != "GET /clock"
            ):
                return {"now": "2026-09-01T09:00:00+05:00", "mode": "frozen"}
            heard.append(f"{method} {path}")
            raise Overheard

    with pytest.raises(Overheard):
        USES[row["python"]](esia_mock.Stand("http://stand.test", Api("http://stand.test")))
    shape = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(row["call"]))
    assert len(heard) == 1 and re.fullmatch(shape, heard[0]), heard
