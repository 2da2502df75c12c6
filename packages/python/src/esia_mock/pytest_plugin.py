"""Fixtures of pytest: `esia`, `esia_stand` and, for fixtures that outlive a test, `esia_session`."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from .desk import Desk, ask
from .errors import EsiaMockError
from .server import EsiaMock
from .stand import Stand

STANDS = pytest.StashKey["list[Stand]"]()
DESK = pytest.StashKey[Desk]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("esia-mock")
    url = os.environ.get("ESIA_MOCK_URL")
    group.addoption("--esia-url", metavar="URL", default=url, help="a stand that runs already (ESIA_MOCK_URL)")
    kept = os.environ.get("ESIA_MOCK_KEEP")
    group.addoption(
        "--esia-journal", metavar="DIR", default=kept, help="keep journals of tests that failed (ESIA_MOCK_KEEP)"
    )
    parser.addini("esia_serve", type="args", default=[], help="options of `esia-mock serve`, such as --fixtures")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "esia_stand(**wish): what `esia_stand` is to be like: clock, address, seed")


# -- one server a run


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """pytest-xdist, in the process that hands out tests: a worker is about to begin."""
    config = node.config
    if DESK not in config.stash:
        config.stash[DESK] = Desk(lambda: _start(config))
    node.workerinput["esia_mock"] = config.stash[DESK].place


def pytest_unconfigure(config: pytest.Config) -> None:
    if DESK in config.stash:
        config.stash[DESK].close()


def _start(config: pytest.Config) -> EsiaMock:
    return EsiaMock.start(*config.getini("esia_serve"))


@pytest.fixture(scope="session")
def esia_session(pytestconfig: pytest.Config) -> Iterator[Stand]:
    """The stand that `esia` is in every test of this process; for fixtures that start the tested system once.

    Workers of pytest-xdist share a server, and each has a stand there, so that clocks and faults do not meet.
    """
    url = pytestconfig.getoption("--esia-url")
    worker = getattr(pytestconfig, "workerinput", None)
    if url:
        yield EsiaMock.at(url)
    elif worker:
        yield ask(worker["esia_mock"]).stand(name=worker["workerid"], address="port")
    else:
        with _start(pytestconfig) as server:
            yield server


# -- stands of a test


@pytest.fixture
def esia(esia_session: Stand, request: pytest.FixtureRequest) -> Iterator[Stand]:
    """The stand of the run. Make people of your own in it; faults and the clock are put back after the test."""
    stand = esia_session.again()
    _stands(request.node).append(stand)
    yield stand
    stand.put_back()


@pytest.fixture
def esia_stand(esia_session: Stand, request: pytest.FixtureRequest) -> Iterator[Stand]:
    """A stand of the test's own, as the fixtures make it; give its `url` to the tested system."""
    wish = request.node.get_closest_marker("esia_stand")
    stand = esia_session.stand(**{"address": "port", **(wish.kwargs if wish else {})})
    _stands(request.node).append(stand)
    yield stand
    stand.end()


def _stands(item: pytest.Item) -> list[Stand]:
    return item.stash.setdefault(STANDS, list[Stand]())


# -- what a test that failed has sent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and report.when != "teardown":
        for place, stand in enumerate(_stands(item)):
            report.sections.append((f"esia-mock journal, {stand.url}", _tell(item, stand, place)))
    return report


def _tell(item: pytest.Item, stand: Stand, place: int) -> str:
    try:
        told = stand.journal()
        folder = item.config.getoption("--esia-journal")
        if folder:
            told += f"\nkept in {_keep(Path(folder), item.nodeid, place, stand)}"
    except (EsiaMockError, OSError) as error:
        return f"the journal cannot be read: {error}"
    return told


def _keep(folder: Path, test: str, place: int, stand: Stand) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", test).strip("-")
    file = folder / f"{name}{f'-{place + 1}' if place else ''}.json"
    file.write_text(stand.keep(), encoding="utf-8")
    return file
