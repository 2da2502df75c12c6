"""Eleven cases that a system at ЕСИА has to live with."""

from concurrent.futures import ThreadPoolExecutor

import pytest


def test_happy(esia, portal):
    anna = esia.person(level="confirmed")
    back = esia.sign_in(portal.get("/login").location, anna)
    assert portal.get(back).json["snils"] == anna.snils


def test_consent_refused(esia, portal, anna):
    back = esia.refuse(portal.get("/login").location, anna)
    assert back.error == "access_denied"
    assert portal.get(back).status == 403


def test_email_not_verified(esia, portal):
    anna = esia.person(level="confirmed", email_verified=False)
    back = esia.sign_in(portal.get("/login").location, anna)
    assert portal.get(back).json["emails"] == []
    esia.verify(anna, anna.email)
    assert portal.get("/me").json["emails"] == [anna.email]


def test_simplified_account(esia, portal):
    boris = esia.person(level="simplified")
    back = esia.sign_in(portal.get("/login").location, boris)
    assert portal.get(back).status == 403


def test_child(esia, portal, anna):
    lev = esia.child(anna, age=10)
    back = esia.sign_in(portal.get("/login").location, lev)
    assert portal.get(back).json["snils"] == lev.snils


def test_expired_token(esia, portal, anna):
    portal.get(esia.sign_in(portal.get("/login").location, anna))
    assert portal.get("/me").status == 200
    esia.clock.advance("PT2H")
    assert portal.get("/me").status == 401


@pytest.mark.parametrize("failure", [{"status": 500}, {"hang": True}, {"reset": True}])
def test_token_endpoint_fails(esia, portal, anna, failure):
    esia.fault("token", **failure, times=1)
    back = esia.sign_in(portal.get("/login").location, anna)
    assert portal.get(back).status == 502


def test_consent_taken_back(esia, portal, anna):
    portal.get(esia.sign_in(portal.get("/login").location, anna))
    esia.withdraw(anna, "PORTAL")
    assert portal.get("/me").status == 401


def test_wrong_state(esia, portal, anna):
    back = esia.sign_in(portal.get("/login").location, anna)
    assert portal.get(back.replace(back.state, "of-somebody-else")).status == 403
    esia.requests("token").expect(count=0)


@pytest.mark.esia_stand(clock="2026-09-04T09:00:00+05:00")
def test_one_working_day_later(esia_stand, portal_at):
    portal, anna = portal_at(esia_stand), esia_stand.person(level="confirmed")
    portal.get(esia_stand.sign_in(portal.get("/login").location, anna))
    esia_stand.clock.advance_working("P1D", at="14:00")
    assert esia_stand.clock.now().isoformat() == "2026-09-07T14:00:00+05:00"
    assert portal.get("/me").status == 401


def sign_in_somebody(stand, portal):
    person = stand.person(level="confirmed")
    return portal.get(stand.sign_in(portal.get("/login").location, person)).json["snils"] == person.snils


def test_two_at_once_in_stands_of_their_own(esia, portal_at):
    stands = [esia.stand(address="port", clock=f"{year}-09-01T09:00:00+05:00") for year in (2026, 2031)]
    with ThreadPoolExecutor() as pool:
        assert all(pool.map(lambda stand: sign_in_somebody(stand, portal_at(stand)), stands))
    for stand in stands:
        stand.requests("token").expect(count=1)
        stand.end()


def test_two_at_once_with_people_of_their_own(esia, portal_at):
    with ThreadPoolExecutor() as pool:
        assert all(pool.map(lambda portal: sign_in_somebody(esia, portal), [portal_at(esia), portal_at(esia)]))
    esia.requests("token").expect(count=2)
