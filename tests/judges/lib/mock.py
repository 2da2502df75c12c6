"""The binary under judgement for tests in Python, and the citizen of `citizen.mjs`."""

import os
import select
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

JUDGES = Path(__file__).resolve().parent.parent
ROOT = JUDGES.parent.parent
TARGET = ROOT / (os.environ.get("CARGO_TARGET_DIR") or "target")
LIMIT = 60


def binary():
    named = os.environ.get("ESIA_MOCK_BIN")
    candidates = [Path(named)] if named else [TARGET / "release/esia-mock", TARGET / "debug/esia-mock"]
    for candidate in candidates:
        if candidate.exists():
            return str(candidate)
    raise FileNotFoundError(f"no esia-mock binary among {candidates}; run: cargo build --release")


def start_mock(test, *options, command="serve", folder=None, environment=None):
    """A server of its own for the test, on a free port, in a folder where it matters; its address."""
    log = tempfile.TemporaryFile("w+")
    test.addCleanup(log.close)
    line = [binary(), command, "--listen", "127.0.0.1:0", *options]
    server = subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    test.addCleanup(server.stdout.close)
    test.addCleanup(server.wait, LIMIT)
    test.addCleanup(server.terminate)
    ready, _, _ = select.select([server.stdout], [], [], LIMIT)
    words = server.stdout.readline().split() if ready else []
    if words[:2] != ["listening", "on"]:
        log.seek(0)
        raise AssertionError(f"the first line on standard output is {words}\n{log.read()}")
    return words[2].rstrip("/")


def sign_in(address, callback, login, password):
    """The citizen's part; the address to which the browser was sent, and its query."""
    landed = subprocess.run(
        ["node", str(JUDGES / "lib/citizen.mjs"), address, login, password], capture_output=True, text=True, timeout=LIMIT
    )
    if landed.returncode != 0:
        raise AssertionError(landed.stderr)
    arrived = landed.stdout.strip()
    if not arrived.startswith(callback):
        raise AssertionError(f"the citizen was sent to {arrived}")
    return arrived, {name: values[0] for name, values in parse_qs(urlsplit(arrived).query).items()}
