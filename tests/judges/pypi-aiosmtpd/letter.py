"""PyPI `aiosmtpd`, a real SMTP server, takes what the stand relays; Python's `email` reads it."""

import email
import email.policy
import email.utils
import html.parser
import queue
import socket
import sys
import time
import unittest
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

import requests
from aiosmtpd.controller import Controller

from mock import sign_in, start_mock

CALLBACK = "http://127.0.0.1:9090/callback"
PASSWORD = "11111111"
TIMEOUT = 20


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if tag == "a" and name == "href"]


class Letters(unittest.TestCase):
    def setUp(self):
        self.letters = queue.Queue()
        # The controller cannot take a free port by itself.
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.server = Controller(self, hostname="127.0.0.1", port=port)
        self.server.start()
        self.addCleanup(self.server.stop)
        self.mock = start_mock(self, "--smtp", f"smtp://127.0.0.1:{port}", "--clock", "2026-09-01T09:00:00+05:00")

    async def handle_DATA(self, server, session, envelope):
        self.letters.put(envelope)
        return "250 taken"

    def citizen_logs_in(self, login):
        asked = {
            "client_id": "SPA_DEMO",
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": "openid profile email",
            "state": "state",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method": "S256",
        }
        sign_in(f"{self.mock}/oidc/authorize?{urlencode(asked)}", CALLBACK, login, PASSWORD)

    def became(self, login):
        """What became of the letters to somebody, once it is known."""
        until = time.monotonic() + TIMEOUT
        while True:
            asked = {"kind": "email", "to": login, "wait": 10}
            answer = requests.get(f"{self.mock}/_mock/api/v1/outbox", params=asked, timeout=TIMEOUT)
            answer.raise_for_status()
            found = [letter["relay"] for letter in answer.json()["messages"]]
            if all(relay["state"] != "waiting" for relay in found) or time.monotonic() > until:
                return found
            time.sleep(0.1)

    def test_a_letter_arrives_whole(self):
        to = "sidorova@example.test"
        self.citizen_logs_in(to)
        taken = [self.letters.get(timeout=TIMEOUT), self.letters.get(timeout=TIMEOUT)]
        for envelope in taken:
            self.assertEqual(envelope.mail_from, "no-reply@esia-mock.test")
            self.assertEqual(envelope.rcpt_tos, [to])
        letter = email.message_from_bytes(taken[0].content, policy=email.policy.default)
        self.assertEqual(letter.defects, [])
        self.assertEqual(letter["From"].addresses[0].display_name, "ЕСИА (тестовый стенд)")
        self.assertEqual(letter["To"], to)
        self.assertEqual(letter["Subject"], "Вход в учётную запись с нового устройства")
        self.assertEqual(letter["X-Esia-Mock"], "test-only")
        self.assertEqual(letter["Date"].datetime, datetime(2026, 9, 1, 4, tzinfo=timezone.utc))
        self.assertRegex(letter["Message-ID"], r"^<[^<>@\s]+@esia-mock\.test>$")
        self.assertEqual(letter.get_content_type(), "multipart/alternative")
        self.assertEqual([part.get_content_type() for part in letter.iter_parts()], ["text/plain", "text/html"])
        text, html_text = (part.get_content() for part in letter.iter_parts())
        link = f"{self.mock}/login/recovery"
        links = Links()
        links.feed(html_text)
        self.assertIn(link, links.found)
        for part in (text, html_text):
            self.assertIn("ТЕСТОВЫЙ СТЕНД", part)
            self.assertIn("01.09.2026 09:00 (UTC+05:00)", part)
            self.assertIn(link, part)
        self.assertEqual(requests.get(link, timeout=TIMEOUT).status_code, 200)
        self.assertEqual([relay["state"] for relay in self.became(to)], ["relayed", "relayed"])
        second = email.message_from_bytes(taken[1].content, policy=email.policy.default)
        self.assertNotEqual(second["Message-ID"], letter["Message-ID"])

    def test_nobody_real_gets_a_letter(self):
        to = "EsiaTest006@yandex.ru"
        self.citizen_logs_in(to)
        found = self.became(to)
        self.assertTrue(found)
        for relay in found:
            self.assertEqual(relay["state"], "kept")
            self.assertIn("--smtp-allow", relay["reason"])
        self.assertTrue(self.letters.empty())


if __name__ == "__main__":
    unittest.main()
