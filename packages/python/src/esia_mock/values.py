"""What calls answer, as values. A value keeps the whole answer; the names are the API's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Union


@dataclass(frozen=True)
class Person:
    """Somebody of the stand. `fixture` has everything that is known of them."""

    persona: str
    oid: int
    login: str | None
    logins: list[str]
    password: str | None
    warnings: list[str]
    fixture: dict[str, Any]

    @classmethod
    def of(cls, shown: dict[str, Any]) -> Person:
        return cls(
            persona=shown["person"]["persona"],
            oid=shown["oid"],
            login=shown.get("login"),
            logins=shown["logins"],
            password=shown.get("password"),
            warnings=shown["warnings"],
            fixture=shown["person"],
        )

    @property
    def level(self) -> str:
        return str(self.fixture["account"]["level"])

    @property
    def snils(self) -> str | None:
        return self.fixture.get("snils")

    @property
    def last_name(self) -> str:
        return str(self.fixture["last_name"])

    @property
    def first_name(self) -> str:
        return str(self.fixture["first_name"])

    @property
    def email(self) -> str | None:
        return self._contact("email")

    @property
    def phone(self) -> str | None:
        return self._contact("mobile")

    def _contact(self, kind: str) -> str | None:
        contacts = self.fixture.get("contacts", [])
        return next((contact["value"] for contact in contacts if contact["kind"] == kind), None)


Whom = Union[Person, str, int]
"""A person, or their persona, oid or login."""


def whom(person: Whom) -> str:
    """The word by which calls know a person."""
    return person.persona if isinstance(person, Person) else str(person)


@dataclass(frozen=True)
class Refusal:
    """Why there is no code, or no token."""

    station: str
    code: str
    reason_id: str
    reason: str
    cure: str

    @classmethod
    def of(cls, said: dict[str, Any] | None) -> Refusal | None:
        return cls(**{name: said[name] for name in cls.__dataclass_fields__}) if said else None


class SignIn(str):
    """Where the browser would go: give it to the tested system. Empty where it would see a page or post `form`."""

    code: str | None
    error: str | None
    state: str | None
    login: str | None
    oid: int | None
    form: dict[str, Any] | None
    cookies: list[dict[str, Any]]
    steps: list[str]
    refusal: Refusal | None
    redirect_urls: list[str]

    @classmethod
    def of(cls, said: dict[str, Any]) -> SignIn:
        back = cls(said.get("redirect_url") or "")
        for name in ("code", "error", "state", "login", "oid", "form"):
            setattr(back, name, said.get(name))
        back.cookies = said["cookies"]
        back.steps = said["steps"]
        back.refusal = Refusal.of(said.get("refusal"))
        back.redirect_urls = said.get("redirect_urls") or ([str(back)] if back else [])
        return back


@dataclass(frozen=True)
class Tokens:
    """What the token endpoint would answer; or why it would not."""

    access_token: str | None
    refresh_token: str | None
    id_token: str | None
    expires_in: Any
    refusal: Refusal | None

    @classmethod
    def of(cls, said: dict[str, Any]) -> Tokens:
        return cls(
            access_token=said.get("access_token"),
            refresh_token=said.get("refresh_token"),
            id_token=said.get("id_token"),
            expires_in=said.get("expires_in"),
            refusal=Refusal.of(said.get("refusal")),
        )


@dataclass(frozen=True)
class Message:
    """A letter or a message of the outbox."""

    number: int
    kind: str
    to: str
    subject: str | None
    text: str
    link: str | None
    made_at: str
    oid: int | None

    @classmethod
    def of(cls, said: dict[str, Any]) -> Message:
        known: dict[str, Any] = {name: said.get(name) for name in cls.__dataclass_fields__}
        return cls(**known)
