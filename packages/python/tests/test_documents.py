"""What the documents show is what is tested."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs/packages.md").read_text("utf-8")
PLACES = ["README.md", "README.ru.md", *(f"docs/{name}.md" for name in ("packages", "spring", "deployment"))]
PAGES = "".join((ROOT / place).read_text("utf-8") for place in PLACES)
SHOWN = re.findall(r"<!-- from (\S+) -->\n\n```\w+\n(.*?)```", PAGES, re.DOTALL)


def test_code_of_the_documents_is_that_of_the_tests():
    assert len(SHOWN) >= 16
    for path, code in SHOWN:
        assert code in (ROOT / path).read_text("utf-8"), path


def test_tables_of_the_documents_are_those_of_the_names():
    assert subprocess.run([ROOT / "packages/table"], capture_output=True, text=True, check=True).stdout in TEXT


@pytest.mark.parametrize("path", ["packages/python/tests/portal.py", "packages/npm/tests/portal.js"])
def test_the_relying_party_has_thirty_lines(path):
    code = (ROOT / path).read_text("utf-8")
    (body,) = re.findall(r"^(?:export )?class Portal.*?\n(.*)", code, re.DOTALL | re.MULTILINE)
    assert len([line for line in body.splitlines() if line.strip(" }")]) <= 30


def test_the_happy_case_has_eight_lines_at_most_and_an_outage_one_more():
    cases = {
        "packages/python/tests/test_cases.py": [r"def test_happy.*?\n\n\n", r"def test_token_endpoint_fails.*?\n\n\n"],
        "packages/java/src/test/java/esiamock/CasesTest.java": [
            r"@Test\n    void happy.*?\n\n",
            r"@ParameterizedTest\n.*?void tokenEndpointFails.*?\n\n",
        ],
        "packages/go/tests/cases_test.go": [r"func TestHappy.*?\n\n", r"func TestTokenEndpointFails.*?\n\n"],
        "examples/relying_party/cases.rs": [
            r"#\[test\]\nfn happy.*?\n\n",
            r"#\[test\]\nfn token_endpoint_fails.*?\n\n",
        ],
        "packages/npm/tests/cases.test.js": [r"scenario\('happy'.*?\n\n", r"scenario\(`token endpoint.*?\n\n"],
    }
    for path, (happy, outage) in cases.items():
        code = (ROOT / path).read_text("utf-8")
        lines = [len(re.search(case, code, re.DOTALL)[0].strip().splitlines()) for case in (happy, outage)]
        assert lines[0] <= 8 and lines[1] <= lines[0] + 1, (path, lines)
