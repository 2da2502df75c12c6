"""A relying party of generation v1: sends citizens to ЕСИА, exchanges the code, asks who came."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import namedtuple
from datetime import datetime, timezone
from subprocess import run
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

SCOPE = "openid fullname snils email"
CALLBACK = "http://127.0.0.1:9090/back"
FIXED = {"client_id": "PORTAL", "scope": SCOPE, "redirect_uri": CALLBACK}
SIGN = ["openssl", "smime", "-sign", "-binary", "-outform", "DER"]
Answer = namedtuple("Answer", "status json location", defaults=({}, ""))


class Portal:
    def __init__(self, esia, key, certificate):
        self.esia, self.states, self.token = esia, set(), ""
        self.sign = [*SIGN, "-signer", certificate, "-inkey", key]

    def signed(self, **more):
        time, state = f"{datetime.now(timezone.utc):%Y.%m.%d %H:%M:%S +0000}", str(uuid4())
        cms = run(self.sign, input=f"{SCOPE}{time}PORTAL{state}".encode(), capture_output=True, check=True).stdout
        return {**FIXED, "client_secret": urlsafe_b64encode(cms), "timestamp": time, "state": state, **more}

    def ask(self, path, **form):
        headers = {"authorization": f"Bearer {self.token}"}
        return json.load(urlopen(Request(self.esia + path, urlencode(form).encode() or None, headers), timeout=2))

    def login(self):
        request = self.signed(response_type="code", access_type="offline")
        self.states.add(request["state"])
        return Answer(302, location=f"{self.esia}/aas/oauth2/ac?{urlencode(request)}")

    def back(self, state, code=None, **_):
        if state not in self.states or not code:
            return Answer(403)
        form = self.signed(grant_type="authorization_code", code=code, token_type="Bearer")
        self.token = self.ask("/aas/oauth2/te", **form)["access_token"]
        return self.me()

    def me(self):
        oid = json.loads(urlsafe_b64decode(self.token.split(".")[1] + "=="))["urn:esia:sbj_id"]
        person = self.ask(f"/rs/prns/{oid}?embed=(contacts.elements)")
        emails = [one["value"] for one in person["contacts"]["elements"] if one["vrfStu"] == "VERIFIED"]
        return Answer(200 if person["trusted"] else 403, {"snils": person.get("snils"), "emails": emails})

    def get(self, address):
        try:
            return getattr(self, urlsplit(address).path[1:])(**dict(parse_qsl(urlsplit(address).query)))
        except OSError as error:
            return Answer(401 if getattr(error, "code", 0) == 401 else 502)
