// Signs somebody in by the standard library of Go, and prints who came. What it trusts is in the environment.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
)

const callback = "http://127.0.0.1:9090/callback"

func main() {
	if err := login(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func login(stand string) error {
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	query := url.Values{
		"client_id": {"DEMO_RSA"}, "response_type": {"code"}, "scope": {"openid"}, "state": {"s"},
		"redirect_uri": {callback}, "login_hint": {"mock:confirmed_mother_of_two"},
	}
	arrived, err := browser.Get(stand + "/oidc/authorize?" + query.Encode())
	if err != nil {
		return err
	}
	arrived.Body.Close()
	back, err := arrived.Location()
	if err != nil {
		return err
	}
	form := url.Values{
		"grant_type": {"authorization_code"}, "redirect_uri": {callback}, "code": {back.Query().Get("code")},
	}
	exchange, err := http.NewRequest("POST", stand+"/oidc/token", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	exchange.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	exchange.SetBasicAuth("DEMO_RSA", "demo-secret")
	tokens := struct {
		AccessToken string `json:"access_token"`
	}{}
	if err := read(exchange, &tokens); err != nil {
		return err
	}
	ask, err := http.NewRequest("GET", stand+"/oidc/userinfo", nil)
	if err != nil {
		return err
	}
	ask.Header.Set("Authorization", "Bearer "+tokens.AccessToken)
	claims := struct{ Sub string }{}
	if err := read(ask, &claims); err != nil {
		return err
	}
	fmt.Println(claims.Sub)
	return nil
}

func read(request *http.Request, answer any) error {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return json.NewDecoder(response.Body).Decode(answer)
}
