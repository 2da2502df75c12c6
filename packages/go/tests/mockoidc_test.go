package portal_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"esiamock"
)

// What mockoidc gives a Go test, by the names that it has there.

// follow lets the browser go where it is sent, from the portal's link to its callback.
func (visitor Visitor) follow(address string) Answer {
	visitor.http.CheckRedirect = nil
	return visitor.get(address)
}

// QueueUser: who comes next is said before, and the browser's own redirects lead back.
func TestQueueUser(t *testing.T) {
	esia, portal := start(t)
	for range 2 {
		anna := esia.Person()
		esia.ChangeSettings(esiamock.Fields{"auto_sign_in": esiamock.Fields{"PORTAL": anna.Persona}})
		equal(t, visit(t, portal.at).follow("/login").Snils, anna.Snils)
	}
}

// QueueCode: which code comes is known before, because it is made up in the same way for the same seed.
func TestQueueCode(t *testing.T) {
	var codes [2]string
	for place := range codes {
		esia := esiamock.Start(t, "--seed", "7", "--clock", "2026-09-01T09:00:00+05:00")
		portal := open(t, esia)
		link, err := url.Parse(portal.get("/login").Location)
		if err != nil {
			t.Fatal(err)
		}
		codes[place] = esia.SignIn(link.String(), esia.Person()).Code
	}
	equal(t, codes[0], codes[1])
}

// QueueError: the next requests fail, each in the way that was said for it.
func TestQueueError(t *testing.T) {
	esia, portal := start(t)
	for _, error := range []string{"invalid_grant", "temporarily_unavailable"} {
		esia.Fault("token", esiamock.Fields{"oauth": error, "times": 1})
	}
	for _, status := range []int{502, 502, 200} {
		equal(t, portal.get(esia.SignIn(portal.get("/login").Location, esia.Person()).URL).Status, status)
	}
}

// FastForward and Now.
func TestFastForward(t *testing.T) {
	esia, _ := start(t)
	before := esia.Now()
	esia.Advance(time.Hour)
	if passed := esia.Now().Sub(before); passed < time.Hour || passed > 61*time.Minute {
		t.Error(passed)
	}
}

// Keypair: the key changes while the system runs, which has to fetch keys anew.
func TestKeyChange(t *testing.T) {
	esia, portal := start(t)
	signInSomebody(t, esia, portal)
	esia.RotateKeys()
	signInSomebody(t, esia, portal)
}

// AddMiddleware, to see what was sent: the journal has it, decoded.
func TestWhatWasSent(t *testing.T) {
	esia, portal := start(t)
	signInSomebody(t, esia, portal)
	sent := esia.Requests("token", esiamock.Fields{"client": "PORTAL"}).List()
	equal(t, len(sent), 1)
	parameters := esia.Request(sent[0].N)["parameters"].(map[string]any)
	equal(t, parameters["grant_type"], any("authorization_code"))
	equal(t, sent[0].Method, http.MethodPost)
}
