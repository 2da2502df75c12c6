"""Letters, SMS and messages that a stand has written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .api import Api
from .errors import EsiaMockError
from .values import Message


class Outbox:
    """Messages that fit; asked for when they are looked at."""

    def __init__(self, api: Api, wanted: dict[str, Any]) -> None:
        self._api = api
        self._wanted = wanted

    def list(self, wait: int | None = None) -> list[Message]:
        """From the oldest on; waits so many seconds for one if there is none."""
        answer = self._api("GET", "/outbox", query={**self._wanted, "wait": wait, "limit": 1000})
        return [Message.of(message) for message in answer["messages"]]

    def __iter__(self) -> Iterator[Message]:
        return iter(self.list())

    def empty(self) -> int:
        """Takes them away; how many there were."""
        return int(self._api("DELETE", "/outbox", query=self._wanted)["deleted"])


class Inbox:
    """What one person gets, message after message."""

    def __init__(self, api: Api, person: str) -> None:
        self._api = api
        self._person = person
        self._after: int | None = None

    def next(self, kind: str | None = None, wait: int = 10) -> Message:
        """The next message that was not handed out yet; waits so many seconds for it."""
        query = {"person": self._person, "after": self._after, "kind": kind, "wait": wait, "limit": 1}
        messages = self._api("GET", "/outbox", query=query)["messages"]
        if not messages:
            raise EsiaMockError(f"no {kind or 'message'} came for {self._person} within {wait} s")
        self._after = messages[0]["number"]
        return Message.of(messages[0])
