"""A server of one's own: the program, and its stand `default`."""

from __future__ import annotations

import atexit
import os

from .api import Api
from .program import Process
from .stand import Stand


class EsiaMock(Stand):
    """`with EsiaMock.start() as esia:`; the server ends with the block, or with the process."""

    process: Process | None = None

    @classmethod
    def start(cls, *options: str, program: str | None = None, ca: str | os.PathLike[str] | None = None) -> EsiaMock:
        """Starts `esia-mock serve` on a free port; `options` are its own, such as `--fixtures` and `--clock`.

        With `--tls` its authority is to be trusted: `ca` is `ca.pem` in `--tls-dir`, which the first start makes.
        """
        process = Process(list(options), program)
        esia = cls._known(process.url, _token(options), ca)
        esia.process = process
        atexit.register(esia.stop)
        try:
            esia.check()
        except BaseException:
            esia.stop()
            raise
        return esia

    @classmethod
    def at(cls, url: str, token: str | None = None, ca: str | os.PathLike[str] | None = None) -> EsiaMock:
        """One that is running already; its control token may be in the environment (ESIA_MOCK_CONTROL_TOKEN)."""
        esia = cls._known(url, token or os.environ.get("ESIA_MOCK_CONTROL_TOKEN"), ca)
        esia.check()
        return esia

    @classmethod
    def _known(cls, url: str, token: str | None, ca: str | os.PathLike[str] | None) -> EsiaMock:
        return cls(url, Api(f"{url.rstrip('/')}/_mock/api/v1", token, ca or os.environ.get("ESIA_MOCK_CA")))

    def stop(self) -> None:
        """Stops the server that `start` has started."""
        if self.process:
            self.process.stop()
            atexit.unregister(self.stop)

    def __enter__(self) -> EsiaMock:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _token(options: tuple[str, ...]) -> str | None:
    """The control token that the server has: among the options, in either spelling, or of the environment."""
    for place, option in enumerate(options):
        name, equals, value = option.partition("=")
        if name == "--control-token":
            return value if equals else options[place + 1]
    return os.environ.get("ESIA_MOCK_CONTROL_TOKEN")
