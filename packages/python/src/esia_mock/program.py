"""The program `esia-mock`: where it is, and how it is started and stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import tempfile
import threading
from pathlib import Path

from .errors import EsiaMockError

# A debug build on a busy machine needs a while; a program that hangs is told so.
START_LIMIT = 60


def find() -> str:
    """`ESIA_MOCK_BIN`, the program of the installed wheel, or one on `PATH`."""
    named = os.environ.get("ESIA_MOCK_BIN")
    if named:
        return named
    # Where `pip install` puts programs by itself, with --user and with --target.
    user = sysconfig.get_path("scripts", "nt_user" if os.name == "nt" else "posix_user")
    folders = [sysconfig.get_path("scripts"), user, str(Path(__file__).parents[1] / "bin")]
    for folder in [*folders, None]:
        found = shutil.which("esia-mock", path=folder)
        if found:
            return found
    raise EsiaMockError(f"no program esia-mock in {', '.join(folders)} or on PATH; ESIA_MOCK_BIN can name one")


class Process:
    """A running `esia-mock serve`. It ends with this process, however this one ends."""

    def __init__(self, options: list[str], program: str | None = None) -> None:
        # A file, so that a log which nobody reads holds nothing up. It lives as long as the process.
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        command = [program or find(), "serve", "--listen", "127.0.0.1:0", "--exit-with-parent", *options]
        try:
            # The program ends when its standard input does.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, encoding="utf-8"
            )
        except OSError as error:
            raise EsiaMockError(f"{command[0]} does not start: {error}") from error
        self.url = self._first_line()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _first_line(self) -> str:
        assert self._process.stdout
        limit = threading.Timer(START_LIMIT, self._process.kill)
        limit.start()
        line = self._process.stdout.readline()
        limit.cancel()
        words = line.split()
        if words[:2] != ["listening", "on"]:
            self.stop()
            raise EsiaMockError(f"esia-mock did not start; it said:\n{line}{self.log()}")
        return words[2].rstrip("/")

    def log(self) -> str:
        """What it has written to standard error."""
        if self._log.closed:
            return ""
        self._log.seek(0)
        return self._log.read()

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
