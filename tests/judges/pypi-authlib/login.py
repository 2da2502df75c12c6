"""PyPI `Authlib` with `requests` at the standard endpoints, as its documentation shows: metadata, code with PKCE, ID token,
userinfo, refresh, introspection, revocation, logout. Besides the clients of the repository, one with a key of its own."""

import json
import os
import secrets
import shutil
import sys
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

# Authlib's own switch for a stand without TLS; read when it is used.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

import authlib
import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import BaseApp, FrameworkIntegration, OAuthError
from authlib.integrations.base_client.sync_app import OAuth2Mixin
from authlib.integrations.base_client.sync_openid import OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken, UserInfo
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    DecodeError,
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    InvalidTokenError,
    MissingKeyError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import KeySet, RSAKey
from joserfc.jws import JWSRegistry

from mock import ROOT, sign_in, start_mock

CALLBACK = "http://127.0.0.1:9090/callback"
AFTER_LOGOUT = "http://127.0.0.1:9090/"
SCOPE = "openid profile email phone address offline_access"
LOGIN, PASSWORD = "EsiaTest006@yandex.ru", "11111111"
TIMEOUT = 20

# As Authlib itself reads ID tokens: header parameters that it does not know are ignored (RFC 7515, 4).
TOLERANT = JWSRegistry(algorithms=["RS256"], strict_check_header=False)


class App(OAuth2Mixin, OpenIDMixin, BaseApp):
    """What Authlib's integrations for Flask and Django are made of, without a framework."""

    client_cls = OAuth2Session


class Login(unittest.TestCase):
    def discover(self, *options):
        self.issuer = start_mock(self, *options)
        answer = requests.get(get_well_known_url(self.issuer, external=True), timeout=TIMEOUT)
        answer.raise_for_status()
        self.metadata = OpenIDProviderMetadata(answer.json())
        keys = requests.get(self.metadata["jwks_uri"], timeout=TIMEOUT)
        keys.raise_for_status()
        self.keys = KeySet.import_key_set(keys.json())

    def connect(self, client_id="EPOS_DEMO", secret="epos-demo-secret", method="client_secret_basic"):
        client = OAuth2Session(
            client_id,
            secret,
            token_endpoint_auth_method=method,
            revocation_endpoint_auth_method=method,
            scope=SCOPE,
            redirect_uri=CALLBACK,
            code_challenge_method="S256",
            token_endpoint=self.metadata["token_endpoint"],
            default_timeout=TIMEOUT,
        )
        self.addCleanup(client.close)
        return client

    def tokens(self, client, **request):
        """Sends the citizen to the stand and exchanges what they bring back."""
        self.verifier, self.nonce = generate_token(48), generate_token()
        address, state = client.create_authorization_url(
            self.metadata["authorization_endpoint"], code_verifier=self.verifier, nonce=self.nonce, **request
        )
        asked = parse_qs(urlsplit(address).query)
        self.assertEqual(asked["code_challenge"], [create_s256_code_challenge(self.verifier)])
        arrived, query = sign_in(address, CALLBACK, LOGIN, PASSWORD)
        self.assertEqual(query["state"], state)
        self.assertEqual(query["iss"], self.issuer)
        return client.fetch_token(authorization_response=arrived, state=state, code_verifier=self.verifier)

    def validate(self, token, keys=None, issuer=None, audience="EPOS_DEMO", nonce=None):
        decoded = jwt.decode(token["id_token"], keys or self.keys, registry=TOLERANT)
        options = {
            "iss": {"essential": True, "value": issuer or self.issuer},
            "aud": {"essential": True, "value": audience},
        }
        params = {"nonce": nonce or self.nonce, "client_id": audience, "access_token": token["access_token"], "max_age": 300}
        claims = CodeIDToken(decoded.claims, decoded.header, options, params)
        claims.validate(leeway=5)
        return claims

    def whole_line(self, client, audience, introspects=True):
        token = self.tokens(client)
        claims = self.validate(token, audience=audience)
        print(json.dumps(claims, ensure_ascii=False))

        answer = client.get(self.metadata["userinfo_endpoint"])
        answer.raise_for_status()
        person = UserInfo(answer.json())
        print(json.dumps(person, ensure_ascii=False))
        self.assertEqual(person.sub, claims["sub"])
        self.assertEqual(person.family_name, "Фамилия006")
        self.assertEqual(person.email.lower(), LOGIN.lower())
        self.assertIs(person.email_verified, True)
        self.assertEqual(client.post(self.metadata["userinfo_endpoint"]).json(), dict(person))

        fresh = client.refresh_token()
        self.assertNotEqual(fresh["refresh_token"], token["refresh_token"])
        # An ID token of a refresh has no nonce (OpenID Connect Core, 12.2), so it is not asked for.
        again = jwt.decode(fresh["id_token"], self.keys, registry=TOLERANT).claims
        for name in ("iss", "sub", "aud", "auth_time", "sid"):
            self.assertEqual(again[name], claims[name])
        self.assertNotIn("nonce", again)

        endpoint = self.metadata["introspection_endpoint"]
        if introspects:
            known = client.introspect_token(endpoint, token=fresh["access_token"], token_type_hint="access_token").json()
            self.assertEqual([known["active"], known["client_id"], known["sub"]], [True, audience, claims["sub"]])
        revocation = self.metadata["revocation_endpoint"]
        gone = client.revoke_token(revocation, token=fresh["refresh_token"], token_type_hint="refresh_token")
        self.assertEqual(gone.status_code, 200)
        if introspects:
            self.assertEqual(client.introspect_token(endpoint, token=fresh["refresh_token"]).json(), {"active": False})
        with self.assertRaises(OAuthError) as refused:
            client.refresh_token(refresh_token=fresh["refresh_token"])
        self.assertEqual(refused.exception.error, "invalid_grant")

        state = secrets.token_urlsafe()
        leave = urlencode({"id_token_hint": token["id_token"], "post_logout_redirect_uri": AFTER_LOGOUT, "state": state})
        answer = requests.get(f"{self.metadata['end_session_endpoint']}?{leave}", allow_redirects=False, timeout=TIMEOUT)
        self.assertEqual(answer.headers["location"], f"{AFTER_LOGOUT}?state={state}")

    def test_the_metadata_are_valid(self):
        self.discover()
        self.metadata.validate()
        self.assertEqual(self.metadata["issuer"], self.issuer)

    def test_the_whole_line_client_secret_basic(self):
        self.discover()
        self.whole_line(self.connect(), "EPOS_DEMO")

    def test_the_whole_line_client_secret_post(self):
        self.discover()
        self.whole_line(self.connect(method="client_secret_post"), "EPOS_DEMO")

    def test_the_whole_line_none(self):
        self.discover()
        self.whole_line(self.connect("SPA_DEMO", None, "none"), "SPA_DEMO", introspects=False)

    def test_the_whole_line_private_key_jwt(self):
        key = RSAKey.generate_key(2048, {"kid": "judge", "use": "sig", "alg": "RS256"})
        self.discover("--fixtures", self.fixtures(jwks={"keys": [key.as_dict(private=False)]}))
        client = self.connect("JUDGE", key, "private_key_jwt")
        client.register_client_auth_method(PrivateKeyJWT(self.metadata["token_endpoint"], headers={"kid": "judge"}))
        self.whole_line(client, "JUDGE")

    def fixtures(self, **proof):
        folder = tempfile.TemporaryDirectory(prefix="esia-judge-")
        self.addCleanup(folder.cleanup)
        for kind in ("people", "organizations"):
            shutil.copytree(ROOT / "fixtures" / kind, Path(folder.name) / kind)
        clients = Path(folder.name) / "clients"
        clients.mkdir()
        client = {
            "mnemonic": "JUDGE",
            "name": "Authlib",
            "redirect_uris": [CALLBACK],
            "post_logout_redirect_uris": [AFTER_LOGOUT],
            "scopes": SCOPE.split(),
            **proof,
        }
        (clients / "judge.json").write_text(json.dumps(client))
        return folder.name

    def test_the_line_of_the_integrations_for_frameworks(self):
        self.discover()
        app = App(
            FrameworkIntegration("judge"),
            "judge",
            client_id="EPOS_DEMO",
            client_secret="epos-demo-secret",
            server_metadata_url=get_well_known_url(self.issuer, external=True),
            client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", "default_timeout": TIMEOUT},
        )
        asked = app.create_authorization_url(CALLBACK)
        _, query = sign_in(asked["url"], CALLBACK, LOGIN, PASSWORD)
        token = app.fetch_access_token(CALLBACK, code=query["code"], code_verifier=asked["code_verifier"])
        person = app.parse_id_token(token, nonce=asked["nonce"])
        self.assertEqual(person["aud"], "EPOS_DEMO")
        self.assertEqual(app.userinfo(token=token)["sub"], person["sub"])
        with self.assertRaises(InvalidClaimError):
            app.parse_id_token(token, nonce="another")

        left = app.create_logout_url(AFTER_LOGOUT, id_token_hint=token["id_token"])
        answer = requests.get(left["url"], allow_redirects=False, timeout=TIMEOUT)
        self.assertEqual(answer.headers["location"], f"{AFTER_LOGOUT}?state={left['state']}")

    def test_joserfc_by_itself_reads_the_tokens(self):
        """joserfc refuses every header parameter that it does not know, so the mark of a mock is a claim."""
        self.discover()
        claims = jwt.decode(self.tokens(self.connect())["id_token"], self.keys).claims
        self.assertEqual(claims["esia_mock"], "test-only")

    def test_the_library_refuses_what_is_not_meant_for_it(self):
        self.discover()
        token = self.tokens(self.connect())
        self.validate(token)
        foreign = RSAKey.generate_key(2048, {"kid": self.keys.keys[0].kid, "alg": "RS256"})
        cases = [
            ({"nonce": "another"}, InvalidClaimError, "nonce"),
            ({"issuer": "http://foreign.test"}, InvalidClaimError, "iss"),
            ({"audience": "SPA_DEMO"}, InvalidClaimError, "aud"),
            ({"keys": KeySet([foreign])}, BadSignatureError, ""),
        ]
        for changed, error, told in cases:
            with self.subTest(told or "signature"), self.assertRaises(error) as refused:
                self.validate(token, **changed)
            self.assertIn(told, str(refused.exception))
        with self.assertRaises(InvalidClaimError):
            self.validate({**token, "access_token": "another"})

    def test_a_refresh_token_used_twice_ends_the_whole_family(self):
        self.discover()
        client = self.connect()
        first = self.tokens(client)["refresh_token"]
        second = client.refresh_token(refresh_token=first)["refresh_token"]
        for used in (first, second):
            with self.assertRaises(OAuthError) as refused:
                client.refresh_token(refresh_token=used)
            self.assertEqual(refused.exception.error, "invalid_grant")
        self.assertEqual(client.get(self.metadata["userinfo_endpoint"]).status_code, 401)

    def test_an_expired_token_is_renewed_by_the_session_itself(self):
        self.discover()
        client = self.connect()
        token = self.tokens(client)
        client.token = {**token, "expires_at": int(time.time()) - 1}
        client.get(self.metadata["userinfo_endpoint"]).raise_for_status()
        self.assertNotEqual(client.token["access_token"], token["access_token"])

    def test_the_stand_refuses_a_wrong_secret_and_a_wrong_verifier(self):
        self.discover()
        for method in ("client_secret_basic", "client_secret_post"):
            with self.subTest(method), self.assertRaises(OAuthError) as refused:
                self.tokens(self.connect(secret="wrong", method=method))
            self.assertEqual(refused.exception.error, "invalid_client")
        client = self.connect()
        endpoint = self.metadata["authorization_endpoint"]
        address, state = client.create_authorization_url(endpoint, code_verifier=generate_token(48))
        arrived, _ = sign_in(address, CALLBACK, LOGIN, PASSWORD)
        with self.assertRaises(OAuthError) as refused:
            client.fetch_token(authorization_response=arrived, state=state, code_verifier=generate_token(48))
        self.assertEqual(refused.exception.error, "invalid_grant")

    def test_client_credentials(self):
        self.discover()
        client = self.connect()
        client.scope = None
        token = client.fetch_token(grant_type="client_credentials")
        known = client.introspect_token(self.metadata["introspection_endpoint"], token=token["access_token"]).json()
        self.assertEqual([known["active"], known["client_id"]], [True, "EPOS_DEMO"])

    def arm(self, at, action, times=1):
        fault = {"at": at, "times": times, "do": action}
        requests.put(f"{self.issuer}/_mock/api/v1/faults/one", json=fault, timeout=TIMEOUT).raise_for_status()

    def hits(self):
        return requests.get(f"{self.issuer}/_mock/api/v1/faults/one", timeout=TIMEOUT).json()["hits"]

    def test_the_library_refuses_tokens_that_are_wrong_on_purpose(self):
        """Each row of the catalogue of faults about ID tokens; what is right although it is unusual is taken."""
        self.discover()
        for spoiled, error in (
            ("expired", ExpiredTokenError),
            ("not_yet_valid", InvalidTokenError),
            ("wrong_iss", InvalidClaimError),
            ("wrong_aud", InvalidClaimError),
            ("wrong_nonce", InvalidClaimError),
            ("alg_none", UnsupportedAlgorithmError),
            ("alg_hs256", UnsupportedAlgorithmError),
            ("bad_signature", BadSignatureError),
            ("other_key", BadSignatureError),
            ("unknown_kid", InvalidKeyIdError),
            ("not_a_jwt", DecodeError),
        ):
            with self.subTest(spoiled):
                self.arm("token", {"token": spoiled})
                token = self.tokens(self.connect())
                self.assertEqual(self.hits(), 1)
                with self.assertRaises(error):
                    self.validate(token)
        for spoiled in ("next_key", "wrong_sub"):
            with self.subTest(spoiled):
                self.arm("token", {"token": spoiled})
                client = self.connect()
                claims = self.validate(self.tokens(client))
                person = client.get(self.metadata["userinfo_endpoint"]).json()
                self.assertEqual(claims["sub"] == person["sub"], spoiled != "wrong_sub")

    def test_the_library_finds_no_key_where_keys_are_gone(self):
        for keys, error in (("missing", requests.HTTPError), ("empty", MissingKeyError), ("rotated", InvalidKeyIdError)):
            with self.subTest(keys):
                self.discover()
                self.arm("keys", {"keys": keys}, times=None)
                token = self.tokens(self.connect())
                answer = requests.get(self.metadata["jwks_uri"], timeout=TIMEOUT)
                with self.assertRaises(error):
                    answer.raise_for_status()
                    self.validate(token, keys=KeySet.import_key_set(answer.json()))


if __name__ == "__main__":
    print(f"Authlib {authlib.__version__}, requests {requests.__version__}", flush=True)
    unittest.main(verbosity=2)
