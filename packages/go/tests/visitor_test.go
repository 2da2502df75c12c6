package portal_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"testing"
	"time"

	"esiamock"
	portal "esiamock/tests"

	"github.com/coreos/go-oidc/v3/oidc"
)

// Visitor is a browser at the portal that goes nowhere else.
type Visitor struct {
	t    testing.TB
	http *http.Client
	at   string
}

// Answer is what the portal says.
type Answer struct {
	Status   int
	Location string
	Snils    string `json:"urn:esia:snils"`
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
}

func (visitor Visitor) get(address string) (answer Answer) {
	visitor.t.Helper()
	if address[0] == '/' {
		address = visitor.at + address
	}
	response, err := visitor.http.Get(address)
	if err != nil {
		visitor.t.Fatal(err)
	}
	defer response.Body.Close()
	_ = json.NewDecoder(response.Body).Decode(&answer)
	answer.Status, answer.Location = response.StatusCode, response.Header.Get("Location")
	return answer
}

// open starts the portal at a stand, and comes to it.
func open(t testing.TB, esia *esiamock.Stand) Visitor {
	t.Helper()
	return openWithin(t, esia, time.Minute)
}

// openWithin does the same with a portal that waits so long for ЕСИА.
func openWithin(t testing.TB, esia *esiamock.Stand, limit time.Duration) Visitor {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	back := "http://" + server.Listener.Addr().String() + "/back"
	esia.Client("PORTAL", esiamock.Fields{"client_secret": "portal-secret", "redirect_uris": []string{back}})
	// Connections of the portal's own, so that nothing of another test is in its way.
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	t.Cleanup(transport.CloseIdleConnections)
	patience := &http.Client{Transport: transport, Timeout: limit}
	ctx := oidc.ClientContext(context.Background(), patience)
	handler, err := portal.New(ctx, esia.Issuer(), "portal-secret", back, oidc.Config{ClientID: "PORTAL", Now: esia.Now})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	t.Cleanup(server.Close)
	return visit(t, server.URL)
}

// visit opens another browser.
func visit(t testing.TB, at string) Visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return Visitor{t, &http.Client{Jar: jar, CheckRedirect: stay}, at}
}

func equal[T comparable](t testing.TB, is, wanted T) {
	t.Helper()
	if is != wanted {
		t.Errorf("is %v, not %v", is, wanted)
	}
}
