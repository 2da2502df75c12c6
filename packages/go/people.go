package esiamock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Person is somebody of the stand.
type Person struct {
	Persona string
	OID     int64
	// What they can sign in with; the first of them is Login.
	Login    string
	Logins   []string
	Password string
	Level    string

	LastName, FirstName, MiddleName string
	Snils, Inn                      string
	// The first of each kind.
	Email, Phone string

	// What is odd about them, and which steps of real life were skipped.
	Warnings []string
	// Everything that is known of them, as a fixture has it.
	Fixture Fields
}

// UnmarshalJSON reads what the tester's API shows of somebody.
func (person *Person) UnmarshalJSON(said []byte) error {
	shown := struct {
		OID              int64
		Login, Password  string
		Logins, Warnings []string
		Person           json.RawMessage
	}{}
	fixture := struct {
		Persona    string
		Account    struct{ Level string }
		LastName   string `json:"last_name"`
		FirstName  string `json:"first_name"`
		MiddleName string `json:"middle_name"`
		Snils, Inn string
		Contacts   []struct{ Kind, Value string }
	}{}
	if err := json.Unmarshal(said, &shown); err != nil {
		return err
	}
	if err := json.Unmarshal(shown.Person, &fixture); err != nil {
		return err
	}
	contacts := map[string]string{}
	for _, contact := range fixture.Contacts {
		if contacts[contact.Kind] == "" {
			contacts[contact.Kind] = contact.Value
		}
	}
	*person = Person{
		Persona: fixture.Persona, OID: shown.OID,
		Login: shown.Login, Logins: shown.Logins, Password: shown.Password, Level: fixture.Account.Level,
		LastName: fixture.LastName, FirstName: fixture.FirstName, MiddleName: fixture.MiddleName,
		Snils: fixture.Snils, Inn: fixture.Inn,
		Email: contacts["email"], Phone: contacts["mobile"],
		Warnings: shown.Warnings,
	}
	return json.Unmarshal(shown.Person, &person.Fixture)
}

// Whom is a [Person], or their persona, oid or login.
type Whom any

func whom(person Whom) string {
	switch person := person.(type) {
	case Person:
		return person.Persona
	case *Person:
		return person.Persona
	}
	return fmt.Sprint(person)
}

// Person makes somebody. What is left out is made up: {"level": "confirmed"}, {"email_verified": false}, {"age": 30}. Who
// has a `persona` is made anew if they exist.
func (stand *Stand) Person(wish ...Fields) Person {
	stand.t.Helper()
	fields := merged(wish...)
	if persona, given := fields["persona"]; given {
		return ask[Person](stand, "PUT", segments("people", fmt.Sprint(persona)), nil, fields)
	}
	return ask[Person](stand, "POST", "/people", nil, fields)
}

// FindPerson shows somebody as they are now.
func (stand *Stand) FindPerson(person Whom) Person {
	stand.t.Helper()
	return ask[Person](stand, "GET", segments("people", whom(person)), nil, nil)
}

// People lists who is there, by `q`, `level` and `status`.
func (stand *Stand) People(wanted ...Fields) []Fields {
	stand.t.Helper()
	query := merged(append([]Fields{{"limit": 1000}}, wanted...)...)
	return ask[struct{ People []Fields }](stand, "GET", "/people", query, nil).People
}

// Change changes somebody by force, whatever real life would demand first.
func (stand *Stand) Change(person Whom, fields Fields) Person {
	stand.t.Helper()
	return ask[Person](stand, "PATCH", segments("people", whom(person)), nil, fields)
}

// Remove deletes somebody.
func (stand *Stand) Remove(person Whom) {
	stand.t.Helper()
	stand.do("DELETE", segments("people", whom(person)), nil)
}

// Child makes a child with an account: {"age": 10}, {"email_verified": false}.
func (stand *Stand) Child(parent Whom, wish ...Fields) Person {
	stand.t.Helper()
	return ask[Person](stand, "POST", segments("people", whom(parent), "children"), nil, merged(wish...))
}

// Verify makes a contact of somebody a verified one.
func (stand *Stand) Verify(person Whom, contact string) Person {
	stand.t.Helper()
	return ask[Person](stand, "POST", segments("people", whom(person), "contacts", contact, "verify"), nil, nil)
}

// Unverify takes that back.
func (stand *Stand) Unverify(person Whom, contact string) Person {
	stand.t.Helper()
	return ask[Person](stand, "POST", segments("people", whom(person), "contacts", contact, "unverify"), nil, nil)
}

// -- what they allow

type consents struct{ Consents []Fields }

// Consents lists what somebody allows systems.
func (stand *Stand) Consents(person Whom) []Fields {
	stand.t.Helper()
	return ask[consents](stand, "GET", segments("people", whom(person), "consents"), nil, nil).Consents
}

// Allow lets somebody allow a system these scopes, and no others.
func (stand *Stand) Allow(person Whom, client string, scopes ...string) []Fields {
	stand.t.Helper()
	path, body := segments("people", whom(person), "consents", client), Fields{"scopes": scopes}
	return ask[consents](stand, "PUT", path, nil, body).Consents
}

// Withdraw lets somebody take their consent back.
func (stand *Stand) Withdraw(person Whom, client string) {
	stand.t.Helper()
	stand.do("DELETE", segments("people", whom(person), "consents", client), nil)
}

// -- their sessions

// Session opens a session: its cookies, for a browser or a cookie jar.
func (stand *Stand) Session(person Whom) []*http.Cookie {
	stand.t.Helper()
	answer := ask[struct{ Cookies []cookie }](stand, "POST", segments("people", whom(person), "sessions"), nil, nil)
	return cookiesOf(answer.Cookies)
}

// Logout ends the sessions of somebody and tells systems by the back channel; how many sessions there were.
func (stand *Stand) Logout(person Whom) int {
	stand.t.Helper()
	return ask[struct{ Ended int }](stand, "POST", segments("people", whom(person), "logout"), nil, nil).Ended
}

// A cookie as drivers of browsers take it.
type cookie struct {
	Name, Value, Domain, Path, SameSite string
	// Seconds since 1970; none, or -1, ends with the browser.
	Expires          float64
	HTTPOnly, Secure bool
}

func cookiesOf(told []cookie) []*http.Cookie {
	sites := map[string]http.SameSite{
		"Lax": http.SameSiteLaxMode, "Strict": http.SameSiteStrictMode, "None": http.SameSiteNoneMode,
	}
	cookies := make([]*http.Cookie, 0, len(told))
	for _, one := range told {
		made := &http.Cookie{
			Name: one.Name, Value: one.Value, Domain: one.Domain, Path: one.Path,
			HttpOnly: one.HTTPOnly, Secure: one.Secure, SameSite: sites[one.SameSite],
		}
		if one.Expires > 0 {
			made.Expires = time.Unix(int64(one.Expires), 0)
		}
		cookies = append(cookies, made)
	}
	return cookies
}
