"""Faults: how the stand is told to fail."""

from __future__ import annotations

from typing import Any

from .api import Api, segment
from .errors import EsiaMockError, WrongCall
from .values import whom

# What says when a fault acts; every other word says what it does.
WHEN = ("client", "person", "method", "path", "skip", "times", "until", "for", "handle")


def wish(at: str, said: dict[str, Any]) -> dict[str, Any]:
    """The body of the call. `for_` stands for `for`, which is a word of Python."""
    said = {name.rstrip("_"): value for name, value in said.items()}
    if "person" in said:
        said["person"] = whom(said["person"])
    when = {name: said.pop(name) for name in WHEN if name in said}
    return {"at": at, **when, "do": said}


class Fault:
    """A fault that was armed; at the end of `with` it is cleared."""

    def __init__(self, api: Api, name: str) -> None:
        self._api = api
        self.name = name

    @property
    def hits(self) -> int:
        """How often it has acted."""
        return int(self._api("GET", f"/faults/{segment(self.name)}")["hits"])

    def wait(self, hits: int = 1, wait: int = 10) -> None:
        """Until it has acted so often; for so many seconds at most."""
        __tracebackhide__ = True  # pytest shows the line of the test
        met = self._api("GET", f"/faults/{segment(self.name)}", query={"hits": hits, "wait": wait})["hits"]
        if met < hits:
            raise EsiaMockError(f"the fault {self.name} has met {met} of {hits} requests within {wait} s")

    def clear(self) -> None:
        """Disarms it; it may be gone already."""
        try:
            self._api("DELETE", f"/faults/{segment(self.name)}")
        except WrongCall as wrong:
            if wrong.status != 404:
                raise

    def __enter__(self) -> Fault:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
