"""PyPI `esia-connector` 0.16 (signs with `openssl smime`, sha256, detached, no -binary), unchanged; its service address
is ours. It checks the id token itself: RS256 signature, issuer, audience and times, with the key from /public/esia.zip."""

import io
import json
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

import requests
from esia_connector.client import EsiaAuth, EsiaSettings
from esia_connector.exceptions import HttpError, IncorrectMarkerError

from mock import ROOT, sign_in, start_mock

CALLBACK = "http://127.0.0.1:9090/callback"
SCOPE = "openid fullname birthdate gender snils id_doc mobile email addresses"
LOGIN, PASSWORD = "EsiaTest006@yandex.ru", "11111111"


class Login(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="esia-judge-")
        self.addCleanup(self.folder.cleanup)
        self.address = start_mock(self)
        self.esia = EsiaAuth(
            EsiaSettings(
                esia_client_id="DEMO_RSA",
                redirect_uri=CALLBACK,
                certificate_file=str(ROOT / "keys/client_demo_rsa.crt"),
                private_key_file=str(ROOT / "keys/client_demo_rsa.pem"),
                esia_service_url=self.address,
                esia_scope=SCOPE,
                esia_token_check_key=self.public_key(),
            )
        )

    def public_key(self):
        """The file a relying party would download and point its settings at."""
        answer = requests.get(f"{self.address}/public/esia.zip")
        answer.raise_for_status()
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        for name in archive.namelist():
            content = archive.read(name)
            if b"BEGIN PUBLIC KEY" in content and b"BEGIN CERTIFICATE" not in content and self.is_rsa(content):
                path = Path(self.folder.name) / "esia.pub"
                path.write_bytes(content)
                return str(path)
        self.fail(f"/public/esia.zip holds no RSA public key in PEM: {archive.namelist()}")

    @staticmethod
    def is_rsa(pem):
        shown = subprocess.run(["openssl", "rsa", "-pubin", "-noout"], input=pem, capture_output=True)
        return shown.returncode == 0

    def sign_in(self):
        """The citizen's part; the query the browser brings back."""
        _, query = sign_in(self.esia.get_auth_url(), CALLBACK, LOGIN, PASSWORD)
        return query

    def test_a_citizen_signs_in_and_the_client_reads_the_person(self):
        query = self.sign_in()
        connector = self.esia.complete_authorization(query["code"], query["state"])
        person = connector.get_person_main_info()
        print(json.dumps(person, ensure_ascii=False))

        self.assertEqual(person["lastName"], "Фамилия006")
        self.assertEqual(person["firstName"], "Имя006")
        self.assertEqual(person["middleName"], "Отчество006")
        self.assertEqual(person["snils"], "000-000-600 06")
        contacts = connector.get_person_contacts()["elements"]
        self.assertIn(LOGIN.lower(), [contact["value"].lower() for contact in contacts if contact["type"] == "EML"])
        documents = connector.get_person_documents()["elements"]
        self.assertIn("RF_PASSPORT", [document["type"] for document in documents])
        addresses = connector.get_person_addresses()
        self.assertEqual(addresses["size"], len(addresses["elements"]))

    def test_the_client_refuses_tokens_under_another_key(self):
        query = self.sign_in()
        other = Path(self.folder.name) / "other.pub"
        subprocess.run(
            ["openssl", "rsa", "-in", str(ROOT / "keys/client_epos_rsa.pem"), "-pubout", "-out", str(other)],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        self.esia.settings.esia_token_check_key = str(other)
        with self.assertRaises(IncorrectMarkerError):
            self.esia.complete_authorization(query["code"], query["state"])

    def test_the_schema_in_accept_is_taken(self):
        query = self.sign_in()
        connector = self.esia.complete_authorization(query["code"], query["state"])
        person = connector.get_person_main_info(accept_schema="https://esia.gosuslugi.ru/rs/model/prn/Person-3")
        self.assertEqual(person["lastName"], "Фамилия006")

    def test_a_code_nobody_gave_is_refused(self):
        with self.assertRaises(HttpError) as refused:
            self.esia.complete_authorization("no-such-code", "9a1f0de5-5c4b-4a39-9281-706050403020")
        self.assertIn("400", str(refused.exception))


if __name__ == "__main__":
    # The library leaves a file unclosed and PyJWT 1.x warns about its own defaults.
    unittest.main(verbosity=2, warnings="ignore")
