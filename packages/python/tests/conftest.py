"""The relying party under test, and who comes to it."""

from collections import namedtuple

import pytest
from portal import CALLBACK, Portal

Keys = namedtuple("Keys", "key certificate pem")


@pytest.fixture(scope="session")
def keys(esia_session, tmp_path_factory):
    """A key of the portal and its certificate, made once."""
    esia_session.client("PORTAL", redirect_uris=[CALLBACK])
    made, folder = esia_session.client_key("PORTAL"), tmp_path_factory.mktemp("keys")
    (folder / "key.pem").write_text(made["private_key"])
    (folder / "key.crt").write_text(made["certificate"])
    return Keys(str(folder / "key.pem"), str(folder / "key.crt"), made["certificate"])


@pytest.fixture
def portal_at(keys):
    """The portal at any stand."""

    def start(stand):
        stand.client("PORTAL", redirect_uris=[CALLBACK], certificate=keys.pem)
        return Portal(stand.url, keys.key, keys.certificate)

    return start


@pytest.fixture
def portal(esia, portal_at):
    return portal_at(esia)


@pytest.fixture
def anna(esia):
    return esia.person(level="confirmed")
