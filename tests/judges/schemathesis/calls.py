"""PyPI `schemathesis` makes up calls of the tester's API from its description, right ones and wrong ones.

Each operation has a stand of its own, copied for it; those that make and end stands have a server of their own. No
answer may be a breakage, or one that the description does not know. A login at the stand `default` works afterwards.
"""

import os
import sys
import time
import unittest
from pathlib import Path
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

import requests
import schemathesis
from hypothesis import HealthCheck, given, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mock import sign_in, start_mock

CALLBACK = "http://127.0.0.1:9090/callback"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("EXAMPLES", "50"))
CLOCK = ("--clock", "2026-09-01T09:00:00+05:00")
# They make and end stands, so they are no calls of a copy.
OF_DEFAULT = ("/_mock/api/v1/stands",)

# It has no words for archives: any bytes are sent as one.
schemathesis.serializer.alias("application/zip", "application/octet-stream")


class Calls(unittest.TestCase):
    def setUp(self):
        self.session = requests.Session()
        self.addCleanup(self.session.close)

    def put_stand(self, mock, name):
        answer = self.session.put(f"{mock}/_mock/api/v1/stands/{name}", json={"idle": "PT1H"})
        self.assertEqual(answer.status_code, 201, answer.text)

    def fills(self, base):
        """Makes what the examples of the description look at: a message, a snapshot, an answer of a registry."""
        for method, path, body in (
            ("POST", "/mfc/refuse", {"person": "standard_adult"}),
            ("PUT", "/snapshots/evening", {}),
            ("PUT", "/registries/sfr/000-000-702%2023", {"outcome": "not_found"}),
        ):
            answer = self.session.request(method, f"{base}/_mock/api/v1{path}", json=body)
            self.assertIn(answer.status_code, (200, 201), answer.text)
        self.session.get(f"{base}/login")

    def tries(self, operation, base, described):
        """Makes up calls of one operation; gives how many of them were right, by the stand."""
        parameters = described["paths"][operation.path][operation.method.lower()].get("parameters", [])
        examples = {one["name"]: one["example"] for one in parameters if one["in"] == "path" and "example" in one}
        ways = []
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            way = operation.as_strategy(generation_mode=mode)
            ways.append(way if mode == GenerationMode.POSITIVE else way | operation.as_strategy())
        done = 0

        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategies.one_of(*ways), is_there=strategies.booleans())
        def each(case, is_there):
            nonlocal done
            if is_there:
                # The examples of the description are of what there is.
                case.path_parameters = {**(case.path_parameters or {}), **examples}
            if isinstance(case.query, dict) and "wait" in case.query:
                case.query["wait"] = wait(case.query["wait"])
            # A name of a path that is empty, or only dots, is another path to every client.
            for value in (case.path_parameters or {}).values():
                if str(value).strip("./ \\") == "":
                    return
            answer = case.call(base_url=base, session=self.session, timeout=30)
            case.validate_response(answer, checks=CHECKS)
            done += answer.status_code < 300

        each()
        return done

    def test_every_operation_answers_as_it_is_described(self):
        mock, apart = start_mock(self, *CLOCK), start_mock(self, *CLOCK)
        schema = schemathesis.openapi.from_url(f"{mock}/_mock/openapi.json")
        described = self.session.get(f"{mock}/_mock/openapi.json").json()
        tried = 0
        for number, found in enumerate(schema.get_all_operations()):
            operation = found.ok()
            base = f"{mock}/_stand/o-{number}"
            if operation.path.startswith(OF_DEFAULT):
                base = apart
            else:
                self.put_stand(mock, f"o-{number}")
                self.fills(base)
            began = time.monotonic()
            with self.subTest(operation.label):
                done = self.tries(operation, base, described)
                print(f"{time.monotonic() - began:6.1f} s  {done:3d} done  {operation.label}", flush=True)
            tried += 1
            if base != apart:
                self.session.delete(f"{mock}/_mock/api/v1/stands/o-{number}")
        self.assertGreater(tried, 25)
        for server in (mock, apart):
            self.citizen_logs_in(server)

    def citizen_logs_in(self, mock):
        asked = {
            "client_id": "SPA_DEMO",
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": "openid profile email",
            "state": "state",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method": "S256",
        }
        address = f"{mock}/oidc/authorize?{urlencode(asked, quote_via=quote)}"
        _, answer = sign_in(address, CALLBACK, "sidorova@example.test", "11111111")
        self.assertIn("code", answer)


def wait(value):
    """At most a second, and mostly none; what is wrong is left as it is."""
    try:
        return int(value) // 50 if 0 <= int(value) <= 60 else value
    except (TypeError, ValueError):
        return value


if __name__ == "__main__":
    unittest.main()
