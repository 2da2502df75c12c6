#!/usr/bin/env python3
"""README and docs are true: their blocks of commands run, print what they are said to print, and links lead somewhere.

A block `sh` is run, one after another, in a folder of its own for each page, by the program under judgement, with a
server on a free port in place of 127.0.0.1:8585. A line that serves replaces that server. In a comment above a block:

    <!-- not run: WHY -->    for what would take a browser, a container engine, another machine
    <!-- file: PATH -->      this block is a file that commands after it read
    <!-- for example -->     what is printed differs each time

A block `text` or `json` after commands is what they print: its lines, in their order, `…` standing for anything.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from mock import LIMIT, ROOT, binary, start_mock

NAMES = "testing people protocol time letters options refused deployment scale oidc"
PAGES = ["README.md", "README.ru.md", *(f"docs/{name}.md" for name in NAMES.split())]
# What tools install or build.
FOREIGN = {"target", "node_modules", ".git"}
BLOCK = re.compile(r"(?:^<!-- ([^\n]*) -->\n\n)?^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SERVE = re.compile(r"^(?:cargo run --release --|esia-mock) ((?:serve|demo).*)\n", re.MULTILINE)
PORT = "127.0.0.1:8585"

# Names that the blocks use for what is here already.
SHIMS = {
    "esia-mock": 'exec "$PROGRAM" "$@"',
    "cargo": """case "$*" in
  "build --release") ;;
  "run --release -- "*) shift 3; exec "$PROGRAM" "$@" ;;
  *) echo "cargo $*: only the program is here" >&2; exit 97 ;;
esac""",
    # An answer that says no is a failure; answers do not run together.
    "curl": 'exec "$CURL" --silent --show-error --fail-with-body --write-out "\\n" "$@"',
}


class Page:
    """A folder that looks like the checkout, and the server that blocks speak to."""

    def __init__(self, test, folder):
        self.test, self.folder, self.address = test, Path(folder), None
        for name in ("examples", "keys", "packages", "fixtures", "docs"):
            (self.folder / name).symlink_to(ROOT / name)
        (self.folder / "target/release").mkdir(parents=True)
        (self.folder / "target/release/esia-mock").symlink_to(binary())
        shims = self.folder / ".shims"
        shims.mkdir()
        for name, does in SHIMS.items():
            (shims / name).write_text(f"#!/usr/bin/env bash\n{does}\n")
            (shims / name).chmod(0o755)
        path = f"{shims}:{os.environ['PATH']}"
        self.environment = {**os.environ, "PATH": path, "PROGRAM": binary(), "CURL": shutil.which("curl")}
        # Whatever the program keeps for its user, such as the authority of TLS, goes with the page.
        self.environment |= {"HOME": folder, "XDG_STATE_HOME": f"{folder}/.state"}
        self.environment["ESIA_MOCK_EPOS_LISTEN"] = "127.0.0.1:0"

    def serve(self, command, *options):
        where = {"folder": self.folder, "environment": self.environment}
        self.address = start_mock(self.test, *options, command=command, **where)
        self.environment["ESIA_MOCK_URL"] = self.address
        self.environment["API"] = f"{self.address}/_mock/api/v1"
        return f"listening on {self.address}\n"

    def run(self, block):
        said = ""
        for command in SERVE.findall(block):
            said += self.serve(*command.split())
        rest = SERVE.sub("", block)
        if rest.strip():
            if self.address is None:
                self.serve("serve")
            said += self.bash(rest)
        return said.replace(urlsplit(self.address).netloc, PORT) if self.address else said

    def bash(self, text):
        text = text.replace(f"http://{PORT}", self.address).replace(PORT, urlsplit(self.address).netloc)
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LIMIT,
        )
        self.test.assertEqual(ran.returncode, 0, f"{text}\nended with {ran.returncode} and said:\n{ran.stdout}")
        return ran.stdout


class Blocks(unittest.TestCase):
    def runs(self, text):
        """How many blocks were run."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        page = Page(self, folder.name)
        ran, said, end = 0, None, 0
        for found in BLOCK.finditer(text):
            note, kind, block = found[1] or "", found[2], found[3]
            follows = not text[end : found.start()].strip()
            end = found.end()
            if note.startswith("file: "):
                path = page.folder / note.removeprefix("file: ")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block, "utf-8")
            elif kind == "sh":
                said = None if note.startswith("not run: ") else page.run(block)
                ran += said is not None
            elif kind in ("text", "json") and follows and said is not None and note != "for example":
                self.prints(said, block)
        return ran

    def prints(self, said, shown):
        lines = iter(said.splitlines())
        for line in filter(str.strip, shown.splitlines()):
            pattern = ".*".join(map(re.escape, line.strip().split("…")))
            self.assertTrue(
                any(re.fullmatch(pattern, other.strip()) for other in lines),
                f"not printed, or not in this order:\n{line}\nbut:\n{said}",
            )

    def test_a_block_that_fails_or_prints_something_else_is_found(self):
        for wrong in ("```sh\nfalse\n```\n", "```sh\necho one\n```\n\n```text\ntwo\n```\n"):
            with self.assertRaises(AssertionError):
                self.runs(wrong)


def of(name):
    return lambda self: self.assertGreater(self.runs((ROOT / name).read_text("utf-8")), 0)


for name in PAGES:
    setattr(Blocks, f"test_{Path(name).stem.replace('.', '_')}", of(name))


class Links(unittest.TestCase):
    def test_every_link_of_every_document_leads_to_a_file_and_a_heading(self):
        wrong, seen = [], 0
        for document in documents():
            text = re.sub(r"^ *```.*?^ *```", "", document.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
            for link in re.findall(r"\]\(([^)\s]+)\)", text):
                if re.match(r"https?:|mailto:", link):
                    continue
                path, _, heading = link.partition("#")
                target = (document.parent / path).resolve() if path else document
                seen += 1
                if not target.exists() or (heading and heading not in headings(target)):
                    wrong.append(f"{document.relative_to(ROOT)}: {link}")
        self.assertEqual(wrong, [])
        self.assertGreater(seen, 100)


def documents():
    for document in ROOT.rglob("*.md"):
        if not FOREIGN & set(document.relative_to(ROOT).parts):
            yield document


def headings(document):
    """The anchors of a document, as forges make them of its headings."""
    text = re.sub(r"^ *```.*?^ *```", "", document.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    lines = (re.sub(r"\]\([^)]*\)", "", line) for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE))
    return {re.sub(r"[^\w\- ]", "", line).strip().lower().replace(" ", "-") for line in lines}


if __name__ == "__main__":
    unittest.main(verbosity=2)
