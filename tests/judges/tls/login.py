"""Signs somebody in by `requests`, and prints who came. What it trusts is in the environment."""

import sys
from urllib.parse import parse_qs, urlsplit

import requests

STAND, CALLBACK = sys.argv[1], "http://127.0.0.1:9090/callback"
session = requests.Session()
request = {
    "client_id": "DEMO_RSA",
    "response_type": "code",
    "scope": "openid",
    "redirect_uri": CALLBACK,
    "state": "s",
    "login_hint": "mock:confirmed_mother_of_two",
}
answer = session.get(f"{STAND}/oidc/authorize", params=request, allow_redirects=False, timeout=20)
assert answer.headers["location"].startswith(CALLBACK), answer.headers
assert all(cookie.secure for cookie in session.cookies), session.cookies
code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
tokens = session.post(f"{STAND}/oidc/token", data=form, auth=("DEMO_RSA", "demo-secret"), timeout=20).json()
bearer = {"authorization": f"Bearer {tokens['access_token']}"}
print(session.get(f"{STAND}/oidc/userinfo", headers=bearer, timeout=20).json()["sub"])
