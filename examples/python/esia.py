"""A stand for tests, by plain HTTP: everything that the tests need, in less than forty lines."""

import json, os, subprocess
from urllib.request import Request, urlopen

PORTAL = {"client_secret": "portal-secret", "redirect_uris": ["http://127.0.0.1:9090/callback"]}


class Esia:
    def __init__(self, url):
        self.url, self.last = url, 0
        self.call("PUT", "/clients/PORTAL", PORTAL)

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/_mock/api/v1{path}", data, {"content-type": "application/json"}, method=method)
        return json.loads(urlopen(request).read() or "null")

    def person(self, name, **about):
        self.call("PUT", f"/people/{name}", {"level": "confirmed", **about})
        return name

    def sign_in(self, link, person, **more):
        return self.call("POST", "/sign-ins", {"authorize_url": link, "person": person, **more})["redirect_url"]

    def fault(self, at, person, **do):
        return self.call("POST", "/faults", {"at": at, "person": person, "do": do})["name"]

    def stand(self, **wish):
        return Esia(self.call("POST", "/stands", wish)["url"])


def start():
    program = [os.environ.get("ESIA_MOCK_BIN", "esia-mock"), "serve", "--listen", "127.0.0.1:0", "--exit-with-parent"]
    server = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return Esia(server.stdout.readline().split()[-1].decode())
