"""What the tested system and browsers sent to a stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .api import Api
from .errors import NotMet
from .values import Refusal


class Requests:
    """Requests of the journal that fit; asked for when they are looked at."""

    def __init__(self, api: Api, wanted: dict[str, Any]) -> None:
        self._api = api
        self._wanted = {name: value for name, value in wanted.items() if value is not None}

    def list(self, wait: int | None = None, limit: int | None = 1000) -> list[dict[str, Any]]:
        """From the oldest on; waits so many seconds for one if there is none."""
        return list(self._api("GET", "/requests", query={**self._wanted, "wait": wait, "limit": limit})["requests"])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.list())

    def __len__(self) -> int:
        return len(self.list())

    def expect(
        self,
        count: int | None = None,
        min: int | None = None,
        max: int | None = None,
        within: str | None = None,
        settle: str | None = None,
    ) -> None:
        """Fails with the near misses if there are not so many: an exact number, or bounds; one at least by itself."""
        __tracebackhide__ = True  # pytest shows the line of the test
        bounds = {"min": min, "max": max} if count is None and (min, max) != (None, None) else count
        asked = {**self._wanted, "count": bounds, "within": within, "settle": settle}
        asked = {name: value for name, value in asked.items() if value is not None}
        answer = self._api("POST", "/requests/expect", asked)
        if not answer["met"]:
            raise NotMet(asked, answer)


def as_text(requests: list[dict[str, Any]], refusals: list[Refusal]) -> str:
    """The journal for people: a line a request, below a refusal its cause and cure; then why calls were refused."""
    lines = []
    for one in requests:
        who = " ".join(str(one[name]) for name in ("client", "person", "login") if one.get(name))
        fault = f"  fault {one['fault']}" if one.get("fault") else ""
        lines.append(f"#{one['n']} {one['status']} {one['at']}  {one['method']} {one['path']}  {who}{fault}".rstrip())
        if one.get("refused"):
            lines += _why("refused", one["refused"])
    for refusal in refusals:
        lines += _why(f"a call was refused at {refusal.station}", vars(refusal))
    return "\n".join(lines) or "nothing was sent to the stand"


def _why(what: str, refusal: dict[str, Any]) -> list[str]:
    told = f"    {what}: {refusal['code']} {refusal['reason_id']}: {refusal['reason']}"
    return [told, f"    cure: {refusal['cure']}"] if refusal["cure"] else [told]
