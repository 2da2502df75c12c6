"""One server for all workers of pytest-xdist.

The process that hands out tests starts the server when the first worker asks for it, and keeps it until all have ended.
So there is no lock to be left behind, and no server: it ends with that process, even if it is killed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from threading import Thread

from .errors import EsiaMockError
from .server import EsiaMock


class Desk:
    """Tells workers where the server is."""

    def __init__(self, start: Callable[[], EsiaMock]) -> None:
        self._start = start
        self._server: EsiaMock | None = None
        self._key = secrets.token_bytes(32)
        self._listener = Listener(("127.0.0.1", 0), authkey=self._key)
        # One thread answers one worker after another, so nobody starts a second server.
        Thread(target=self._serve, name="esia-mock desk", daemon=True).start()

    @property
    def place(self) -> dict[str, object]:
        """What a worker has to know; it travels to the worker as plain values."""
        return {"port": self._listener.address[1], "key": self._key.hex()}

    def _serve(self) -> None:
        while True:
            try:
                with self._listener.accept() as worker:
                    worker.send(self._answer())
            except (AuthenticationError, EOFError, ConnectionError):
                continue
            except OSError:
                return

    def _answer(self) -> dict[str, str | None]:
        try:
            self._server = self._server or self._start()
        except EsiaMockError as error:
            return {"error": str(error)}
        return {"url": self._server.url, "token": self._server.call.token}

    def close(self) -> None:
        self._listener.close()
        if self._server:
            self._server.stop()


def ask(place: dict[str, object]) -> EsiaMock:
    """The server of the run, as a worker gets it."""
    key = bytes.fromhex(str(place["key"]))
    with Client(("127.0.0.1", int(str(place["port"]))), authkey=key) as desk:
        answer = desk.recv()
    if "error" in answer:
        raise EsiaMockError(answer["error"])
    return EsiaMock.at(answer["url"], answer["token"])
