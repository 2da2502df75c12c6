"""Robots of ЕСИА's pages, in Selenium with Debian's chromedriver: what public browser tests of relying parties do, by each
of their habits of naming."""

import base64
import hashlib
import hmac
import os
import re
import shutil
import struct
import sys
import threading
import unittest
import urllib.request
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

from selenium import webdriver

from mock import start_mock
from pages import BY_XPATH, SINCE_2017, SINCE_2021, Pages

NOW = "2026-09-01T09:00:00+05:00"
PASSWORD = "11111111"
CITIZEN = "EsiaTest006@yandex.ru"
EMPLOYEE = "EsiaTest003@yandex.ru"
BY_SMS = "fedorova@example.test"
BY_TOTP, TOTP_SECRET = "grigorieva@example.test", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Home(BaseHTTPRequestHandler):
    """The relying party: a page for whoever comes back."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write("<!doctype html><title>ИС</title><link rel=icon href=data:,><h1>Вы вернулись</h1>".encode())

    def log_message(self, *_):
        pass


def start_driver():
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    for word in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "lang=ru-RU", "window-size=1280,900"):
        options.add_argument(f"--{word}")
    # Named, so that Selenium looks for no driver elsewhere.
    service = webdriver.ChromeService(executable_path=os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def totp(secret, now):
    counter = struct.pack(">Q", int(now.timestamp()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


class Robot:
    """What every robot does; `names` says by which habit."""

    @classmethod
    def setUpClass(cls):
        cls.driver = start_driver()
        cls.addClassCleanup(cls.driver.quit)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Home)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.home = f"http://127.0.0.1:{server.server_port}/callback"

    def setUp(self):
        self.stand = start_mock(self, "--clock", NOW)
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.pages = Pages(self.driver, self.names)
        self.begins()

    def begins(self):
        """As the relying party sends somebody."""
        request = {"response_type": "code", "client_id": "EPOS_DEMO", "redirect_uri": self.home, "scope": "openid profile"}
        self.driver.get(f"{self.stand}/oidc/authorize?{urlencode(request)}")

    def is_back(self):
        self.pages.arrives(self.home)
        self.assertIn("code", parse_qs(urlsplit(self.driver.current_url).query))

    def code_by_sms(self):
        self.pages.sees(self.names.sms)
        # Where the test contour shows what was sent to phones.
        asked = urllib.request.Request(f"{self.stand}/logs/sms/", headers={"accept": "application/json"})
        with urllib.request.urlopen(asked) as answer:
            return re.search(r"\b\d{6}\b", answer.read().decode())[0]

    def code_by_application(self):
        self.pages.sees(self.names.totp)
        return totp(TOTP_SECRET, datetime.fromisoformat(NOW))

    def test_a_password_after_a_wrong_one(self):
        self.pages.signs_in(CITIZEN, "wrong")
        self.assertIn("Неверный", self.pages.sees(self.names.message).text)
        self.pages.signs_in(CITIZEN, PASSWORD)
        self.pages.grants()
        self.is_back()

    def test_a_code_by_sms_digit_by_digit(self):
        self.pages.signs_in(BY_SMS, PASSWORD)
        self.pages.types_code(self.code_by_sms())
        self.pages.grants()
        self.is_back()

    def test_a_code_by_sms_pasted(self):
        self.pages.signs_in(BY_SMS, PASSWORD)
        self.pages.pastes_code(self.code_by_sms())
        self.pages.grants()
        self.is_back()

    def test_a_code_of_an_application_digit_by_digit(self):
        self.pages.signs_in(BY_TOTP, PASSWORD)
        self.pages.types_code(self.code_by_application())
        self.pages.grants()
        self.is_back()

    def test_a_code_of_an_application_pasted(self):
        self.pages.signs_in(BY_TOTP, PASSWORD)
        self.pages.pastes_code(self.code_by_application())
        self.pages.grants()
        self.is_back()

    def test_a_private_person_among_roles(self):
        self.pages.signs_in(EMPLOYEE, PASSWORD)
        self.pages.chooses_role("Фамилия003 Имя003 Отчество003")
        self.pages.grants()
        self.is_back()

    def test_an_organisation_among_roles(self):
        self.pages.signs_in(EMPLOYEE, PASSWORD)
        self.pages.chooses_role("«Пример»")
        self.pages.grants()
        self.is_back()

    def test_another_user(self):
        self.pages.signs_in(EMPLOYEE, PASSWORD)
        self.pages.presses(self.names.other_user)
        self.begins()
        self.pages.signs_in(CITIZEN, PASSWORD)
        self.pages.grants()
        self.is_back()

    def test_the_links_to_recovery_and_registration(self):
        for name in ("recovery", "registration"):
            self.pages.presses(getattr(self.names, name))
            self.pages.arrives(f"/login/{name}")
            self.begins()


class Since2021(Robot, unittest.TestCase):
    names = SINCE_2021


class Since2017(Robot, unittest.TestCase):
    names = SINCE_2017


class ByXPath(Robot, unittest.TestCase):
    names = BY_XPATH


if __name__ == "__main__":
    unittest.main(verbosity=2)
