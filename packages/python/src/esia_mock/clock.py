"""The clock of a stand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .api import Api


class Clock:
    """Shows the stand's time and moves it; what falls due by that is done before a call returns.

    A change answers what it has brought: `now`, `mode`, `jobs` and others.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._before: dict[str, Any] | None = None

    def face(self) -> dict[str, Any]:
        """`now`, `mode`, `offset`, `zone`, `working_day`, `next_due`."""
        return dict(self._api("GET", "/clock"))

    def now(self) -> datetime:
        # Digits below a microsecond are more than `datetime` can hold.
        said = self.face()["now"]
        if "." in said:
            head, rest = said.split(".", 1)
            digits = len(rest) - len(rest.lstrip("0123456789"))
            said = f"{head}.{rest[:digits][:6]:0<6}{rest[digits:]}"
        return datetime.fromisoformat(said)

    def set(self, time: str | datetime) -> dict[str, Any]:
        """To a time with its offset, such as 2026-09-01T09:00:00+05:00, or `system`."""
        return self._change(now=time.isoformat() if isinstance(time, datetime) else time)

    def advance(self, by: str) -> dict[str, Any]:
        """By an ISO 8601 duration: PT15M, P1D, -PT1H."""
        return self._change(advance=by)

    def advance_working(self, by: str, at: str | None = None) -> dict[str, Any]:
        """By working days of the Russian calendar: P1D; `at` is the time of that day, such as 09:00."""
        return self._change(advance_working=by, at=at)

    def freeze(self) -> dict[str, Any]:
        return self._change(mode="frozen")

    def release(self) -> dict[str, Any]:
        return self._change(mode="released")

    def put_back(self) -> None:
        """To what it was before it was moved here."""
        before, self._before = self._before, None
        if not before:
            return
        if before["mode"] == "frozen":
            self._change(now=before["now"], mode="frozen")
        else:
            self._change(now="system", mode="released")
            self._change(advance=f"PT{before['offset']}S")
        self._before = None

    def _change(self, **change: Any) -> dict[str, Any]:
        self._before = self._before or self.face()
        return dict(self._api("PUT", "/clock", {name: value for name, value in change.items() if value is not None}))
