from urllib.parse import urlencode

CALLBACK = "http://127.0.0.1:9090/back"


def test_anna_gets_in(esia):
    anna = esia.person(level="confirmed")
    esia.client("PORTAL", redirect_uris=[CALLBACK], client_secret="secret")
    # Your system makes this address, and sends the browser there.
    request = {"response_type": "code", "client_id": "PORTAL", "redirect_uri": CALLBACK, "scope": "openid"}
    back = esia.sign_in(f"{esia.url}/oidc/authorize?{urlencode(request)}", anna)
    assert back.startswith(f"{CALLBACK}?code="), back.refusal
