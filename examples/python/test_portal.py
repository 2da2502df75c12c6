"""What a system has to live with that signs people in at ЕСИА. Runs with `python3 -m unittest` and with pytest."""

import unittest
from concurrent.futures import ThreadPoolExecutor

import esia
from portal import Portal

ESIA = esia.start()


def comes_in(stand, person, **more):
    portal = Portal(stand.url)
    return portal, portal.callback(stand.sign_in(portal.login(), person, **more))


class Test(unittest.TestCase):
    def test_happy(self):
        portal, (status, me) = comes_in(ESIA, ESIA.person("anna", last_name="Иванова"))
        self.assertEqual((status, me["family_name"]), (200, "Иванова"))

    def test_consent_is_refused(self):
        _, answer = comes_in(ESIA, ESIA.person("boris"), consent="deny")
        self.assertEqual(answer, (403, "access_denied"))

    def test_email_is_not_verified(self):
        _, (status, me) = comes_in(ESIA, ESIA.person("clara", email_verified=False))
        self.assertEqual((status, me.get("email_verified", False)), (200, False))

    def test_simplified_account(self):
        _, (status, _) = comes_in(ESIA, ESIA.person("dmitry", level="simplified"))
        self.assertEqual(status, 403)

    def test_child(self):
        parent = ESIA.person("elena")
        child = ESIA.call("POST", f"/people/{parent}/children", {"age": 10})
        _, (status, _) = comes_in(ESIA, str(child["oid"]))
        self.assertEqual(status, 403)

    def test_expired_token(self):
        ESIA.fault("token", ESIA.person("fyodor"), token="expired")
        _, answer = comes_in(ESIA, "fyodor")
        self.assertEqual(answer, (401, "the token is too old"))

    def test_token_endpoint_fails(self):
        for name, failure in [("galina", {"status": 500}), ("hanna", {"hang": True}), ("igor", {"reset": True})]:
            with self.subTest(failure):
                fault = ESIA.fault("token", ESIA.person(name), **failure)
                self.assertEqual(comes_in(ESIA, name)[1][0], 502)
                self.assertEqual(ESIA.call("GET", f"/faults/{fault}")["hits"], 1)
                ESIA.call("DELETE", f"/faults/{fault}")

    def test_consent_is_taken_back(self):
        portal, _ = comes_in(ESIA, ESIA.person("julia"))
        self.assertEqual(portal.me()[0], 200)
        ESIA.call("DELETE", "/people/julia/consents/PORTAL")
        self.assertEqual(portal.me()[0], 401)

    def test_wrong_state(self):
        portal = Portal(ESIA.url)
        ESIA.fault("callback", ESIA.person("kirill"), callback={"state": "other"})
        back = ESIA.sign_in(portal.login(), "kirill")
        self.assertEqual(portal.callback(back), (403, "not our state"))
        never = {"at": "token", "person": "kirill", "count": 0, "within": "PT0.2S"}
        self.assertTrue(ESIA.call("POST", "/requests/expect", never)["met"])

    def test_one_working_day_later(self):
        stand = ESIA.stand(clock="2040-09-07T09:00:00+05:00")
        portal, _ = comes_in(stand, stand.person("lidia"))
        moved = stand.call("POST", "/clock", {"advance_working": "P1D", "at": "14:00"})
        self.assertEqual(moved["now"], "2040-09-10T14:00:00+05:00")
        self.assertEqual(portal.me()[0], 401)

    def test_two_at_once_in_stands_of_their_own(self):
        stands = [ESIA.stand(), ESIA.stand()]
        with ThreadPoolExecutor() as pool:
            came = list(pool.map(lambda stand: comes_in(stand, stand.person("anna"))[1][0], stands))
        self.assertEqual(came, [200, 200])
        tokens = {"at": "token", "count": 1, "within": "PT2S"}
        self.assertTrue(all(stand.call("POST", "/requests/expect", tokens)["met"] for stand in stands))

    def test_two_at_once_with_people_of_their_own(self):
        people = [ESIA.person("maria"), ESIA.person("nikita")]
        with ThreadPoolExecutor() as pool:
            came = list(pool.map(lambda person: comes_in(ESIA, person)[1][0], people))
        self.assertEqual(came, [200, 200])
        for person in people:
            own = {"at": "token", "person": person, "count": 1, "within": "PT2S"}
            self.assertTrue(ESIA.call("POST", "/requests/expect", own)["met"])


if __name__ == "__main__":
    unittest.main()
