"""What the fixtures of pytest do around a test."""

import json
import signal

import pytest

from esia_mock import EsiaMock

pytest_plugins = "pytester"


@pytest.fixture(autouse=True)
def here(pytester, monkeypatch):
    monkeypatch.delenv("ESIA_MOCK_URL", raising=False)


def test_a_test_that_fails_prints_its_journal_and_keeps_it(pytester):
    pytester.makepyfile("""
        from urllib.error import HTTPError
        from urllib.request import urlopen
        import pytest

        def test_before(esia):
            esia.sign_in("/aas/oauth2/ac?client_id=OF_ANOTHER_TEST", esia.person())

        def test_refused(esia):
            back = esia.sign_in("/aas/oauth2/ac?client_id=NOBODY", esia.person())
            with pytest.raises(HTTPError):
                urlopen(f"{esia.url}/aas/oauth2/te", b"client_id=NOBODY&grant_type=authorization_code")
            assert back.code
    """)
    result = pytester.runpytest_subprocess("--esia-journal", "kept")
    result.assert_outcomes(passed=1, failed=1)
    journal = "*esia-mock journal, http://127.0.0.1:*"
    result.stdout.fnmatch_lines([journal, "#* authorize * NOBODY", "#* 400 token * NOBODY"])
    result.stdout.re_match_lines([r" +refused: ESIA-008010 .+ client-unknown: .+", r" +cure: send a client_id .+"])
    result.stdout.re_match_lines([r" +a call was refused at request: ESIA-.+ parameter-absent: .+", r" +cure: send .+"])
    result.stdout.re_match_lines([r"kept in kept/.*test_refused\.json"])
    assert "OF_ANOTHER_TEST" not in result.stdout.str()
    (kept,) = (pytester.path / "kept").iterdir()
    by_call, by_line = json.loads(kept.read_text("utf-8"))
    assert by_call["parameters"]["client_id"] == "NOBODY"
    assert by_line["refused"]["cure"]


def test_a_test_that_passes_prints_nothing(pytester):
    pytester.makepyfile("def test_it(esia): assert esia.version()['api'] == 1")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*esia-mock journal*")


def test_faults_are_cleared(pytester):
    pytester.makepyfile("""
        from urllib.error import HTTPError
        from urllib.request import urlopen
        import pytest

        def test_arms(esia):
            esia.fault("keys", status=503, times=None)
            gone = esia.fault("token", status=500)
            gone.clear()
            with pytest.raises(HTTPError, match="503"):
                urlopen(f"{esia.url}/oidc/jwks")

        def test_as_before(esia):
            assert esia.faults() == []
            assert urlopen(f"{esia.url}/oidc/jwks").status == 200
    """)
    pytester.runpytest_subprocess().assert_outcomes(passed=2)


def test_clock_is_put_back(pytester):
    pytester.makepyfile("""
        import pytest

        def test_released(esia):
            esia.clock.advance("P400D")
            esia.clock.freeze()

        def test_as_before(esia):
            face = esia.clock.face()
            assert (face["mode"], face["offset"]) == ("released", 0)
    """)
    pytester.runpytest_subprocess().assert_outcomes(passed=2)


def test_a_clock_that_stood_still_is_put_back(pytester):
    pytester.makeini("[pytest]\nesia_serve = --clock 2026-09-01T09:00:00+05:00")
    pytester.makepyfile("""
        def test_moves(esia):
            esia.clock.release()
            esia.clock.advance("P1D")

        def test_as_before(esia):
            assert esia.clock.now().isoformat() == "2026-09-01T09:00:00+05:00"
            assert esia.clock.face()["mode"] == "frozen"
    """)
    pytester.runpytest_subprocess().assert_outcomes(passed=2)


def test_a_stand_of_the_test_is_made_as_it_wishes_and_ended(pytester):
    pytester.makepyfile("""
        import pytest

        @pytest.mark.esia_stand(clock="2031-01-01T00:00:00+05:00", address="path")
        def test_it(esia_stand, esia):
            assert esia_stand.url == f"{esia.url}/_stand/{esia_stand.name}"
            assert esia_stand.clock.now().year == 2031

        def test_gone(esia):
            assert [stand["name"] for stand in esia.stands()] == ["default"]
    """)
    pytester.runpytest_subprocess().assert_outcomes(passed=2)


def test_workers_of_xdist_share_a_server_and_each_has_a_stand(pytester):
    pytester.makepyfile("""
        import os
        from pathlib import Path
        import pytest

        @pytest.mark.parametrize("n", range(6))
        def test_it(esia, n):
            server = esia.call.control_url if esia.name == "default" else esia._server.control_url
            Path(f"seen-{n}").write_text(f"{server} {esia.name}")
    """)
    pytester.runpytest_subprocess("-n", "2").assert_outcomes(passed=6)
    seen = {file.read_text() for file in pytester.path.glob("seen-*")}
    assert len({line.split()[0] for line in seen}) == 1, seen
    assert {line.split()[1] for line in seen} <= {"gw0", "gw1"}, seen


def test_a_server_that_does_not_start_is_told_to_every_worker(pytester):
    pytester.makeini("[pytest]\nesia_serve = --no-such-option")
    pytester.makepyfile("def test_it(esia): pass")
    for options in ([], ["-n", "1"]):
        result = pytester.runpytest_subprocess(*options)
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["*EsiaMockError: esia-mock did not start; it said:*", "*--no-such-option*"])


def test_a_stand_that_runs_already_is_used(pytester, esia_session):
    pytester.makepyfile("def test_it(esia): print(esia.url)")
    result = pytester.runpytest_subprocess("-s", "--esia-url", esia_session.url)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([f"*{esia_session.url}"])


@pytest.mark.parametrize("killed, options", [("os.getpid()", []), ("os.getppid()", ["-n", "1"])])
def test_no_server_is_left_by_a_run_that_is_killed(pytester, killed, options):
    pytester.makepyfile(f"""
        import os, signal
        from pathlib import Path

        def test_it(esia_session):
            Path("url").write_text(esia_session.url)
            os.kill({killed}, signal.SIGKILL)
    """)
    assert pytester.runpytest_subprocess(*options).ret == -signal.SIGKILL
    # A server that ends closes its connections, so nobody has to look again and again.
    with pytest.raises(OSError):
        EsiaMock.at((pytester.path / "url").read_text()).call("GET", "/events", query={"wait": 60})
