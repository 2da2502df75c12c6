"""A stand: one closed world of ЕСИА. A method is one call of the tester's API, with its words.

The names are those of packages/names.json, the same in every language.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from .api import Api, segment
from .clock import Clock
from .errors import EsiaMockError
from .faults import Fault, wish
from .journal import Requests, as_text
from .outbox import Inbox, Outbox
from .values import Person, Refusal, SignIn, Tokens, Whom, whom

Answer = TypeVar("Answer", SignIn, Tokens)

# What this package speaks.
API = 1
NEEDED = {
    *("people", "clients", "sign-ins", "tokens", "clock", "outbox", "requests", "faults"),
    *("stands", "snapshots", "reset", "settings"),
}


class Stand:
    """A running stand that is known by its base URL."""

    def __init__(self, url: str, call: Api, name: str = "default", server: Api | None = None) -> None:
        self.url = url.rstrip("/")
        self.name = name
        self.call = call
        self.clock = Clock(call)
        self.since = 0
        # Only the stand `default` makes and ends stands.
        self._server = server or call
        self._armed: list[Fault] = []
        self._refusals: list[Refusal] = []
        self._inboxes: dict[str, Inbox] = {}

    def again(self) -> Stand:
        """The same stand for another test, which knows nothing of what was done before."""
        stand = Stand(self.url, self.call, self.name, self._server)
        stand.mark()
        return stand

    def put_back(self) -> None:
        """Clears the faults that were armed here, and puts the clock to what it was before it was moved here."""
        for fault in self._armed:
            fault.clear()
        self._armed.clear()
        self.clock.put_back()

    def version(self) -> dict[str, Any]:
        return dict(self.call("GET", "/version"))

    def check(self) -> None:
        """Refuses a program that this package does not fit."""
        said = self.version()
        lacking = sorted(NEEDED - set(said["features"]))
        if said["api"] != API or lacking:
            what = f"speaks API {said['api']}, not {API}" if said["api"] != API else f"lacks {', '.join(lacking)}"
            raise EsiaMockError(f"esia-mock {said['version']} {what}: take program and package of one release")

    # -- stands

    def stand(self, name: str | None = None, **wish: Any) -> Stand:
        """Another stand of the same server: `address`, `clock`, `seed`, `idle`, `from_`."""
        wish = {key.rstrip("_"): value for key, value in wish.items()}
        made = self._server("PUT", f"/stands/{segment(name)}", wish) if name else self._server("POST", "/stands", wish)
        return Stand(made["url"], Api(made["control_url"], self.call.token, self.call.ca), made["name"], self._server)

    def stands(self) -> list[dict[str, Any]]:
        return list(self._server("GET", "/stands")["stands"])

    def end(self) -> None:
        """Ends a stand that `stand` has made."""
        self._server("DELETE", f"/stands/{segment(self.name)}")

    def reset(self) -> None:
        """As it was made. Numbers of the journal go on."""
        self.call("POST", "/reset")

    def snapshot(self, name: str) -> dict[str, Any]:
        return dict(self.call("PUT", f"/snapshots/{segment(name)}"))

    def restore(self, name: str) -> None:
        self.call("POST", f"/snapshots/{segment(name)}/restore")

    def export_fixtures(self) -> bytes:
        """The stand as a zip of fixtures."""
        return bytes(self.call("GET", "/export"))

    def import_fixtures(self, archive: bytes) -> dict[str, Any]:
        return dict(self.call("POST", "/import", archive))

    # -- who is there

    def person(self, persona: str | None = None, **fields: Any) -> Person:
        """Somebody new. What is left out is made up: `level="confirmed"`, `email_verified=False`, `age=30`."""
        made = self.call("PUT", _person(persona), fields) if persona else self.call("POST", "/people", fields)
        return Person.of(made)

    def find_person(self, person: Whom) -> Person:
        return Person.of(self.call("GET", _person(person)))

    def people(self, q: str | None = None, level: str | None = None, status: str | None = None) -> list[dict[str, Any]]:
        query = {"q": q, "level": level, "status": status, "limit": 1000}
        return list(self.call("GET", "/people", query=query)["people"])

    def change(self, person: Whom, **fields: Any) -> Person:
        """By force, whatever real life would demand first."""
        return Person.of(self.call("PATCH", _person(person), fields))

    def remove(self, person: Whom) -> None:
        self.call("DELETE", _person(person))

    def child(self, parent: Whom, **fields: Any) -> Person:
        """A child with an account: `age=10`, `email_verified=False`."""
        return Person.of(self.call("POST", f"{_person(parent)}/children", fields))

    def verify(self, person: Whom, contact: str) -> Person:
        return Person.of(self.call("POST", f"{_person(person)}/contacts/{segment(contact)}/verify"))

    def unverify(self, person: Whom, contact: str) -> Person:
        return Person.of(self.call("POST", f"{_person(person)}/contacts/{segment(contact)}/unverify"))

    def consents(self, person: Whom) -> list[dict[str, Any]]:
        return list(self.call("GET", f"{_person(person)}/consents")["consents"])

    def allow(self, person: Whom, client: str, scopes: list[str]) -> list[dict[str, Any]]:
        """The person allows the system these scopes, and no others."""
        return list(self.call("PUT", f"{_person(person)}/consents/{segment(client)}", {"scopes": scopes})["consents"])

    def withdraw(self, person: Whom, client: str) -> None:
        """The person takes their consent back."""
        self.call("DELETE", f"{_person(person)}/consents/{segment(client)}")

    def session(self, person: Whom) -> list[dict[str, Any]]:
        """Opens a session: its cookies, as drivers of browsers take them."""
        return list(self.call("POST", f"{_person(person)}/sessions")["cookies"])

    def logout(self, person: Whom) -> int:
        """Ends sessions; systems are told by the back channel."""
        return int(self.call("POST", f"{_person(person)}/logout")["ended"])

    def client(self, mnemonic: str, certificate: str | None = None, **fields: Any) -> dict[str, Any]:
        """Registers a system. `certificate` is short for `certificates=[{"pem": …}]`."""
        if certificate:
            fields["certificates"] = [{"pem": certificate}]
        return dict(self.call("PUT", f"/clients/{segment(mnemonic)}", fields)["client"])

    def client_key(self, mnemonic: str, **wish: Any) -> dict[str, Any]:
        """A key of the system and its certificate, which the stand accepts from now on."""
        return dict(self.call("POST", f"/clients/{segment(mnemonic)}/keys", wish))

    def organization(self, name: str, **fields: Any) -> dict[str, Any]:
        return dict(self.call("PUT", f"/organizations/{segment(name)}", fields)["organization"])

    # -- signing in

    def sign_in(self, authorize_url: str, person: Whom | None = None, **more: Any) -> SignIn:
        """Signs somebody in for the request of the tested system: `role`, `cookies`, `method`, `body`, `consent`."""
        wish = {"authorize_url": authorize_url, **more}
        if person is not None:
            wish["person"] = whom(person)
        return self._heard(SignIn.of(self.call("POST", "/sign-ins", wish)))

    def refuse(self, authorize_url: str, person: Whom | None = None, **more: Any) -> SignIn:
        """The same, but the person does not give their consent."""
        return self.sign_in(authorize_url, person, consent="deny", **more)

    def tokens(self, client: str, person: Whom, scopes: str | list[str], **more: Any) -> Tokens:
        """Tokens without a request: `lifetime=-60` for one that has expired, `endpoint`, `nonce`, `role`, `consent`."""
        wish = {"client": client, "person": whom(person), "scopes": scopes, **more}
        return self._heard(Tokens.of(self.call("POST", "/tokens", wish)))

    def _heard(self, answer: Answer) -> Answer:
        """Keeps why it was refused for `journal`: the stand's journal has what came by the line."""
        if answer.refusal:
            self._refusals.append(answer.refusal)
        return answer

    def revoke(self, token: str) -> None:
        self.call("POST", "/tokens/revoke", {"token": token})

    # -- faults

    def fault(self, at: str, name: str | None = None, **said: Any) -> Fault:
        """Lets the stand fail: `fault("token", status=502, times=1)`. `client`, `person`, `path`, `skip` select."""
        body = wish(at, said)
        made = self.call("PUT", f"/faults/{segment(name)}", body) if name else self.call("POST", "/faults", body)
        self._armed.append(Fault(self.call, made["name"]))
        return self._armed[-1]

    def faults(self) -> list[dict[str, Any]]:
        return list(self.call("GET", "/faults")["faults"])

    def clear_faults(self) -> None:
        self.call("DELETE", "/faults")

    # -- what happened

    def requests(self, at: str | None = None, **wanted: Any) -> Requests:
        """Requests since the test began: `client`, `person`, `status`, `refused`, `login`, `trace`, `path`."""
        if "person" in wanted:
            wanted["person"] = whom(wanted["person"])
        return Requests(self.call, {"at": at, "after": self.since, **wanted})

    def request(self, number: int | str = "last") -> dict[str, Any]:
        """One request with its answer, decoded."""
        return dict(self.call("GET", f"/requests/{number}"))

    def mark(self) -> None:
        """From now on `requests` knows only what comes later."""
        self.since = self.call("GET", "/requests", query={"limit": 1})["last"]

    def journal(self) -> str:
        """The requests since the test began, refusals with cause and cure."""
        return as_text(self.requests().list(), self._refusals)

    def keep(self) -> str:
        """The same for programs: each request with its answer, decoded, as JSON."""
        whole = [self.request(one["n"]) for one in self.requests()]
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

    def outbox(self, person: Whom | None = None, **wanted: Any) -> Outbox:
        """Letters and messages that were written: `kind`, `to`, `after`."""
        return Outbox(self.call, {"person": None if person is None else whom(person), **wanted})

    def inbox(self, person: Whom) -> Inbox:
        """What somebody gets: `inbox(anna).next()`. One inbox a person, which goes on where it was."""
        return self._inboxes.setdefault(whom(person), Inbox(self.call, whom(person)))

    def events(self, person: Whom | None = None, **wanted: Any) -> list[dict[str, Any]]:
        """What happened to citizens: `after`, `wait`."""
        query = {"person": None if person is None else whom(person), **wanted}
        return list(self.call("GET", "/events", query=query)["events"])

    # -- settings

    def settings(self) -> dict[str, Any]:
        return dict(self.call("GET", "/settings"))

    def change_settings(self, **values: Any) -> dict[str, Any]:
        """`rules={"login.lock_after": 5}`, `auto_sign_in={"PORTAL": "anna"}`."""
        return dict(self.call("PATCH", "/settings", values))

    def rotate_keys(self) -> list[dict[str, Any]]:
        """The next keys of the issuer sign."""
        return list(self.call("POST", "/keys/rotate")["keys"])

    def registry(self, registry: str, number: str, outcome: str, after: int | None = None) -> None:
        """What МВД (`mvd`), СФР (`sfr`) or ЗАГС (`zags`) answers about a number."""
        self.call("PUT", f"/registries/{segment(registry)}/{segment(number)}", {"outcome": outcome, "after": after})

    def confirm(self, person: Whom, **more: Any) -> dict[str, Any]:
        """An operator of a центр обслуживания confirms the identity of somebody."""
        return dict(self.call("POST", "/mfc/confirm", {"person": whom(person), **more}))


def _person(person: Whom) -> str:
    return f"/people/{segment(whom(person))}"
