"""Calls of the tester's API over HTTP/1.1. A connection a call: threads may share it, and nothing is kept open."""

from __future__ import annotations

import json
import os
import ssl
from functools import cached_property
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from .errors import WrongCall

# Longer than the minute for which a call may wait.
TIMEOUT = 90


class Api:
    """The calls of one stand; `control_url` is where they begin, `ca` the authority of its certificate."""

    def __init__(self, control_url: str, token: str | None = None, ca: str | os.PathLike[str] | None = None) -> None:
        self.control_url = control_url.rstrip("/")
        self.token = token
        self.ca = ca

    def __call__(self, method: str, path: str, body: Any = None, query: dict[str, Any] | None = None) -> Any:
        """One call. Bytes are sent as an archive, anything else as JSON; the answer is what its type says."""
        __tracebackhide__ = True  # pytest shows the line of the test
        address = urlsplit(self.control_url)
        target = address.path + path + _query(query)
        headers = {"accept": "application/json"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        sent = None
        if body is not None:
            archive = isinstance(body, bytes)
            headers["content-type"] = "application/zip" if archive else "application/json"
            sent = body if archive else json.dumps(body).encode()
        connection = self._connection(address.scheme, address.hostname or "", address.port)
        try:
            connection.request(method, target, sent, headers)
            answer = connection.getresponse()
            return _read(f"{method} {path}", answer.status, answer.headers.get_content_type(), answer.read())
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str, port: int | None) -> HTTPConnection:
        if scheme == "https":
            return HTTPSConnection(host, port, timeout=TIMEOUT, context=self._trust)
        return HTTPConnection(host, port, timeout=TIMEOUT)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Whom calls trust: that authority, or whom Python does (SSL_CERT_FILE)."""
        return ssl.create_default_context(cafile=self.ca)


def segment(value: Any) -> str:
    """A value as one segment of a path."""
    return quote(str(value), safe="")


def _query(values: dict[str, Any] | None) -> str:
    said = {name: _word(value) for name, value in (values or {}).items() if value is not None}
    return "?" + urlencode(said) if said else ""


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(call: str, status: int, kind: str, body: bytes) -> Any:
    __tracebackhide__ = True
    said: Any = body
    if kind.endswith("json"):
        said = json.loads(body)
    elif kind.startswith("text/"):
        said = body.decode()
    if status >= 400:
        raise WrongCall(call, status, said if isinstance(said, dict) else {"detail": f"HTTP {status} {said!r}"})
    return said or None
