package portal

import (
	"net/url"
	"strings"
	"testing"

	"esiamock"
)

const callback = "http://127.0.0.1:9090/back"

func TestAnnaGetsIn(t *testing.T) {
	esia := esiamock.Start(t)
	anna := esia.Person(esiamock.Fields{"level": "confirmed"})
	esia.Client("PORTAL", esiamock.Fields{"redirect_uris": []string{callback}, "client_secret": "secret"})
	// Your system makes this address, and sends the browser there.
	request := url.Values{
		"response_type": {"code"}, "client_id": {"PORTAL"}, "redirect_uri": {callback}, "scope": {"openid"},
	}
	back := esia.SignIn(esia.URL+"/oidc/authorize?"+request.Encode(), anna)
	if !strings.HasPrefix(back.URL, callback+"?code=") {
		t.Error(back.Refusal)
	}
}
