"""A relying party of thirty lines: lets in whoever has a confirmed account, and shows what ЕСИА says of them."""

import json, time, uuid
from base64 import b64encode, urlsafe_b64decode
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

BACK = "http://127.0.0.1:9090/callback"


class Portal:
    def __init__(self, esia, client="PORTAL", secret="portal-secret"):
        self.esia, self.client, self.states, self.token = esia, client, set(), ""
        self.basic = "Basic " + b64encode(f"{client}:{secret}".encode()).decode()

    def login(self):
        self.states.add(state := uuid.uuid4().hex)
        asked = {"client_id": self.client, "redirect_uri": BACK, "scope": "openid profile email", "state": state}
        return f"{self.esia}/oidc/authorize?response_type=code&{urlencode(asked)}"

    def callback(self, address):
        back = dict(parse_qsl(urlsplit(address).query))
        if back.get("state") not in self.states or "code" not in back:
            return 403, back.get("error", "not our state")
        form = {"grant_type": "authorization_code", "code": back["code"], "redirect_uri": BACK}
        status, tokens = self.ask("/oidc/token", self.basic, urlencode(form).encode())
        if status != 200:
            return status, tokens
        claims = json.loads(urlsafe_b64decode(tokens["id_token"].split(".")[1] + "=="))
        if claims["exp"] < time.time():
            return 401, "the token is too old"
        self.token = tokens["access_token"]
        return self.me() if claims["acr"].endswith("confirmed") else (403, claims["acr"])

    def me(self):
        return self.ask("/oidc/userinfo", f"Bearer {self.token}")

    def ask(self, path, proof, form=None):
        try:
            return 200, json.load(urlopen(Request(self.esia + path, form, {"authorization": proof}), timeout=1))
        except HTTPError as error:
            return (502 if error.code >= 500 else error.code), error.reason
        except OSError as error:
            return 502, str(error)
