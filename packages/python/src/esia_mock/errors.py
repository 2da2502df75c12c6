"""What can go wrong between a test and the stand."""

from __future__ import annotations

from typing import Any


class EsiaMockError(Exception):
    """The program is not there, does not start, or does not fit this package."""


class WrongCall(EsiaMockError):
    """The stand has refused a call of the tester's API; `problem` is what it has answered (RFC 9457)."""

    def __init__(self, call: str, status: int, problem: dict[str, Any]) -> None:
        self.status = status
        self.problem = problem
        places = [wrong["pointer"] for wrong in problem.get("errors", []) if wrong["pointer"]]
        said = problem.get("detail") or problem.get("title") or status
        super().__init__(f"{call}: {', '.join(places)}: {said}" if places else f"{call}: {said}")


class NotMet(AssertionError):
    """The journal is not as expected; `near_misses` are the requests that differ in little."""

    def __init__(self, expected: dict[str, Any], answer: dict[str, Any]) -> None:
        self.count: int = answer["count"]
        self.near_misses: list[dict[str, Any]] = answer.get("near_misses") or []
        lines = [f"expected {expected}, but {self.count} requests fit"]
        for miss in self.near_misses:
            what, differs = miss["request"], ", ".join(miss["differs"])
            lines.append(f"  #{miss['n']} {what['method']} {what['path']} differs in {differs}")
        super().__init__("\n".join(lines))
