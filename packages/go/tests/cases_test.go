package portal_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"esiamock"
)

var server *esiamock.Stand

func TestMain(m *testing.M) {
	var err error
	if server, err = esiamock.Launch(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	server.Close()
	os.Exit(code)
}

// start gives a test a stand of its own, and the portal at it.
func start(t *testing.T) (*esiamock.Stand, Visitor) {
	t.Parallel()
	esia := server.For(t).Stand(esiamock.Fields{"address": "port"})
	return esia, open(t, esia)
}

func TestHappy(t *testing.T) {
	esia, portal := start(t)
	anna := esia.Person(esiamock.Fields{"level": "confirmed"})
	back := esia.SignIn(portal.get("/login").Location, anna)
	equal(t, portal.get(back.URL).Snils, anna.Snils)
}

func TestConsentRefused(t *testing.T) {
	esia, portal := start(t)
	back := esia.Refuse(portal.get("/login").Location, esia.Person())
	equal(t, back.Error, "access_denied")
	equal(t, portal.get(back.URL).Status, 403)
}

func TestEmailNotVerified(t *testing.T) {
	esia, portal := start(t)
	anna := esia.Person(esiamock.Fields{"level": "confirmed", "email_verified": false})
	back := esia.SignIn(portal.get("/login").Location, anna)
	equal(t, portal.get(back.URL).Verified, false)
	esia.Verify(anna, anna.Email)
	equal(t, portal.get("/me").Verified, true)
}

func TestSimplifiedAccount(t *testing.T) {
	esia, portal := start(t)
	boris := esia.Person(esiamock.Fields{"level": "simplified"})
	back := esia.SignIn(portal.get("/login").Location, boris)
	equal(t, portal.get(back.URL).Status, 403)
}

func TestChild(t *testing.T) {
	esia, portal := start(t)
	lev := esia.Child(esia.Person(), esiamock.Fields{"age": 10})
	back := esia.SignIn(portal.get("/login").Location, lev)
	equal(t, portal.get(back.URL).Snils, lev.Snils)
}

func TestExpiredToken(t *testing.T) {
	esia, portal := start(t)
	portal.get(esia.SignIn(portal.get("/login").Location, esia.Person()).URL)
	equal(t, portal.get("/me").Status, 200)
	esia.Advance(2 * time.Hour)
	equal(t, portal.get("/me").Status, 401)
}

func TestTokenEndpointFails(t *testing.T) {
	esia, portal := start(t)
	esia.Fault("token", esiamock.Fields{"status": 500})
	back := esia.SignIn(portal.get("/login").Location, esia.Person())
	equal(t, portal.get(back.URL).Status, 502)
}

func TestTokenEndpointHangs(t *testing.T) {
	esia, _ := start(t)
	portal := openWithin(t, esia, 2*time.Second)
	hanging := esia.Fault("token", esiamock.Fields{"hang": true})
	back := esia.SignIn(portal.get("/login").Location, esia.Person())
	equal(t, portal.get(back.URL).Status, 502)
	equal(t, hanging.Hits(), 1)
}

func TestTokenEndpointResets(t *testing.T) {
	esia, portal := start(t)
	esia.Fault("token", esiamock.Fields{"reset": true})
	back := esia.SignIn(portal.get("/login").Location, esia.Person())
	equal(t, portal.get(back.URL).Status, 502)
}

func TestConsentTakenBack(t *testing.T) {
	esia, portal := start(t)
	anna := esia.Person()
	portal.get(esia.SignIn(portal.get("/login").Location, anna).URL)
	esia.Withdraw(anna, "PORTAL")
	equal(t, portal.get("/me").Status, 401)
}

func TestWrongState(t *testing.T) {
	esia, portal := start(t)
	back := esia.SignIn(portal.get("/login").Location, esia.Person())
	equal(t, portal.get(strings.Replace(back.URL, back.State, "of-somebody-else", 1)).Status, 403)
	esia.Requests("token").Expect(0)
}

func TestOneWorkingDayLater(t *testing.T) {
	esia, portal := start(t)
	esia.Set(time.Date(2026, 9, 4, 4, 0, 0, 0, time.UTC)) // a Friday
	portal.get(esia.SignIn(portal.get("/login").Location, esia.Person()).URL)
	esia.AdvanceWorking(1, "14:00")
	equal(t, esia.Now().Format("02.01.2006 15:04"), "07.09.2026 14:00")
	equal(t, portal.get("/me").Status, 401)
}

// signInSomebody is a whole login of somebody new.
func signInSomebody(t *testing.T, esia *esiamock.Stand, portal Visitor) {
	anna := esia.Person()
	back := esia.SignIn(portal.get("/login").Location, anna)
	equal(t, portal.get(back.URL).Snils, anna.Snils)
}

func TestTwoAtOnceInStandsOfTheirOwn(t *testing.T) {
	for _, year := range []string{"2026", "2031"} {
		t.Run(year, func(t *testing.T) {
			t.Parallel()
			esia := server.For(t).Stand(esiamock.Fields{"address": "port", "clock": year + "-09-01T09:00:00+05:00"})
			signInSomebody(t, esia, open(t, esia))
			equal(t, esia.Now().Format("2006"), year)
			esia.Requests("token").Expect(1)
		})
	}
}

func TestTwoAtOnceWithPeopleOfTheirOwn(t *testing.T) {
	esia, portal := start(t)
	atOnce(2, func() { signInSomebody(t, esia, visit(t, portal.at)) })
	esia.Requests("token").Expect(2)
}

// 200 citizens come at once; each gets in as themselves, by one call of the token endpoint.
func TestTwoHundredAtOnce(t *testing.T) {
	esia, portal := start(t)
	atOnce(200, func() { signInSomebody(t, esia, visit(t, portal.at)) })
	esia.Requests("token").Expect(200)
	esia.Requests("", esiamock.Fields{"refused": true}).Expect(0)
}

func atOnce(number int, what func()) {
	var all sync.WaitGroup
	defer all.Wait()
	for range number {
		all.Add(1)
		go func() {
			defer all.Done()
			what()
		}()
	}
}
