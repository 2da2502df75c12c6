package esiamock

import (
	"encoding/json"
	"net/http"
)

// Refusal is why there is no code, or no token.
type Refusal struct {
	Station  string
	Code     string
	ReasonID string `json:"reason_id"`
	Reason   string
	Cure     string
}

// SignIn is what a sign-in has come to.
type SignIn struct {
	// URL is where the browser would go: give it to the tested system. Empty where it would see a page or post Form.
	URL  string
	URLs []string
	Form *Form
	// What URL has among its parameters.
	Code, Error, State string
	// Login is the number of the login in the journal.
	Login   string
	OID     int64
	Cookies []*http.Cookie
	Steps   []string
	// Refusal is nil where there is a code.
	Refusal *Refusal
}

// Form is what a browser would post (OAuth 2.0 Form Post Response Mode).
type Form struct {
	Action string
	Fields map[string]string
}

// UnmarshalJSON reads what the tester's API answers.
func (back *SignIn) UnmarshalJSON(said []byte) error {
	told := struct {
		RedirectURL               string   `json:"redirect_url"`
		RedirectURLs              []string `json:"redirect_urls"`
		Form                      *Form
		Code, Error, State, Login string
		OID                       int64
		Cookies                   []cookie
		Steps                     []string
		Refusal                   *Refusal
	}{}
	if err := json.Unmarshal(said, &told); err != nil {
		return err
	}
	if told.RedirectURLs == nil && told.RedirectURL != "" {
		told.RedirectURLs = []string{told.RedirectURL}
	}
	*back = SignIn{
		URL: told.RedirectURL, URLs: told.RedirectURLs, Form: told.Form,
		Code: told.Code, Error: told.Error, State: told.State, Login: told.Login, OID: told.OID,
		Cookies: cookiesOf(told.Cookies), Steps: told.Steps, Refusal: told.Refusal,
	}
	return nil
}

// SignIn signs somebody in for the request that the tested system made, without a browser. More: `role`, `cookies`,
// `method`, `body`, `consent`. A refusal does not fail the test: it is in the answer.
func (stand *Stand) SignIn(authorizeURL string, person Whom, more ...Fields) SignIn {
	stand.t.Helper()
	body := merged(append([]Fields{{"authorize_url": authorizeURL}}, more...)...)
	if person != nil {
		body["person"] = whom(person)
	}
	back := ask[SignIn](stand, "POST", "/sign-ins", nil, body)
	stand.hear(back.Refusal)
	return back
}

// Refuse does the same, but the person does not give their consent.
func (stand *Stand) Refuse(authorizeURL string, person Whom, more ...Fields) SignIn {
	stand.t.Helper()
	return stand.SignIn(authorizeURL, person, append(more, Fields{"consent": "deny"})...)
}

// Tokens are what the token endpoint would answer; or Refusal says why it would not.
type Tokens struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	IDToken      string `json:"id_token"`
	// A number, or text where the endpoint answers text.
	ExpiresIn any `json:"expires_in"`
	Refusal   *Refusal
}

// Tokens are given without a request. More: {"lifetime": -60} for ones that have expired, `endpoint`, `nonce`, `role`,
// `consent`.
func (stand *Stand) Tokens(client string, person Whom, scopes []string, more ...Fields) Tokens {
	stand.t.Helper()
	wish := Fields{"client": client, "person": whom(person), "scopes": scopes}
	tokens := ask[Tokens](stand, "POST", "/tokens", nil, merged(append([]Fields{wish}, more...)...))
	stand.hear(tokens.Refusal)
	return tokens
}

// Revoke revokes a token.
func (stand *Stand) Revoke(token string) {
	stand.t.Helper()
	stand.do("POST", "/tokens/revoke", Fields{"token": token})
}

// hear keeps why a call was refused, for [Stand.Journal]: the stand's journal has what came by the line.
func (stand *Stand) hear(refusal *Refusal) {
	if refusal == nil {
		return
	}
	stand.lock.Lock()
	defer stand.lock.Unlock()
	stand.refusals = append(stand.refusals, *refusal)
}
