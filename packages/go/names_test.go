package esiamock

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
)

type row struct{ Does, Call, Go string }

// table is packages/names.json, to which every language keeps.
func table(t *testing.T) []row {
	text, err := os.ReadFile("../names.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// How each method is called; what `{…}` of the path stands for does not matter.
var uses = map[string]func(*Stand){
	"Stand.Version":        func(at *Stand) { at.Version() },
	"Stand.Stand":          func(at *Stand) { at.Stand() },
	"Stand.Stands":         func(at *Stand) { at.Stands() },
	"Stand.End":            func(at *Stand) { at.End() },
	"Stand.Reset":          func(at *Stand) { at.Reset() },
	"Stand.Snapshot":       func(at *Stand) { at.Snapshot("evening") },
	"Stand.Restore":        func(at *Stand) { at.Restore("evening") },
	"Stand.ExportFixtures": func(at *Stand) { at.ExportFixtures() },
	"Stand.ImportFixtures": func(at *Stand) { at.ImportFixtures([]byte("zip")) },
	"Stand.Person":         func(at *Stand) { at.Person(Fields{"level": "confirmed"}) },
	"Stand.FindPerson":     func(at *Stand) { at.FindPerson("anna") },
	"Stand.People":         func(at *Stand) { at.People(Fields{"level": "child"}) },
	"Stand.Change":         func(at *Stand) { at.Change("anna", Fields{"level": "confirmed"}) },
	"Stand.Remove":         func(at *Stand) { at.Remove("anna") },
	"Stand.Child":          func(at *Stand) { at.Child("anna", Fields{"age": 10}) },
	"Stand.Verify":         func(at *Stand) { at.Verify("anna", "anna@example.test") },
	"Stand.Unverify":       func(at *Stand) { at.Unverify("anna", "anna@example.test") },
	"Stand.Consents":       func(at *Stand) { at.Consents("anna") },
	"Stand.Allow":          func(at *Stand) { at.Allow("anna", "PORTAL", "openid") },
	"Stand.Withdraw":       func(at *Stand) { at.Withdraw("anna", "PORTAL") },
	"Stand.Session":        func(at *Stand) { at.Session("anna") },
	"Stand.Logout":         func(at *Stand) { at.Logout("anna") },
	"Stand.Client":         func(at *Stand) { at.Client("PORTAL") },
	"Stand.ClientKey":      func(at *Stand) { at.ClientKey("PORTAL") },
	"Stand.Organization":   func(at *Stand) { at.Organization("lyceum") },
	"Stand.SignIn":         func(at *Stand) { at.SignIn("/aas/oauth2/ac", "anna") },
	"Stand.Refuse":         func(at *Stand) { at.Refuse("/aas/oauth2/ac", "anna") },
	"Stand.Tokens":         func(at *Stand) { at.Tokens("PORTAL", "anna", []string{"openid"}) },
	"Stand.Revoke":         func(at *Stand) { at.Revoke("token") },
	"Stand.Fault":          func(at *Stand) { at.Fault("token", Fields{"status": 500}) },
	"Fault.Hits":           func(at *Stand) { (&Fault{"broken", at}).Hits() },
	"Fault.Wait":           func(at *Stand) { (&Fault{"broken", at}).Wait(2) },
	"Fault.Clear":          func(at *Stand) { (&Fault{"broken", at}).Clear() },
	"Stand.Faults":         func(at *Stand) { at.Faults() },
	"Stand.ClearFaults":    func(at *Stand) { at.ClearFaults() },
	"Clock.Face":           func(at *Stand) { at.Clock.Face() },
	"Clock.Now":            func(at *Stand) { at.Clock.Now() },
	"Clock.Set":            func(at *Stand) { at.Clock.Set(time.Now()) },
	"Clock.Advance":        func(at *Stand) { at.Clock.Advance(time.Hour) },
	"Clock.AdvanceWorking": func(at *Stand) { at.Clock.AdvanceWorking(1, "09:00") },
	"Clock.Freeze":         func(at *Stand) { at.Clock.Freeze() },
	"Clock.Release":        func(at *Stand) { at.Clock.Release() },
	"Requests.List":        func(at *Stand) { at.Requests("token").List() },
	"Requests.Expect":      func(at *Stand) { at.Requests("token").Expect(1) },
	"Stand.Request":        func(at *Stand) { at.Request(7) },
	"Stand.Journal":        func(at *Stand) { at.Journal() },
	"Stand.Keep":           func(at *Stand) { at.Keep() },
	"Outbox.List":          func(at *Stand) { at.Outbox(Fields{"person": "anna"}).List() },
	"Outbox.Empty":         func(at *Stand) { at.Outbox(Fields{"person": "anna"}).Empty() },
	"Inbox.Next":           func(at *Stand) { at.Inbox("anna").Next() },
	"Stand.Events":         func(at *Stand) { at.Events(Fields{"person": "anna"}) },
	"Stand.Settings":       func(at *Stand) { at.Settings() },
	"Stand.ChangeSettings": func(at *Stand) { at.ChangeSettings(Fields{"hints": false}) },
	"Stand.RotateKeys":     func(at *Stand) { at.RotateKeys() },
	"Stand.Registry":       func(at *Stand) { at.Registry("sfr", "1", Fields{"outcome": "not_found"}) },
	"Stand.Confirm":        func(at *Stand) { at.Confirm("anna") },
}

// What is no call of the API.
var others = map[string]any{
	"esiamock.Start": Start, "esiamock.At": At, "Stand.Close": (*Stand).Close, "Stand.URL": (&Stand{}).URL,
}

func TestWhatIsNoCallIsThereToo(t *testing.T) {
	for _, row := range table(t) {
		if _, there := others[row.Go]; row.Call == "" && !there {
			t.Errorf("%s (%s) is not there", row.Go, row.Does)
		}
	}
}

var placeholder = regexp.MustCompile(`\\\{\w+\\\}`)

func TestAMethodIsTheCallThatTheTableSays(t *testing.T) {
	for _, row := range table(t) {
		if row.Call == "" {
			continue
		}
		t.Run(row.Go, func(t *testing.T) {
			use := uses[row.Go]
			if use == nil {
				t.Fatalf("%s (%s) is not there", row.Go, row.Does)
			}
			// The clock looks at itself once, so that it can be put back.
			looks := strings.HasPrefix(row.Go, "Clock.") && row.Call != "GET /clock"
			shape := placeholder.ReplaceAllString(regexp.QuoteMeta(row.Call), "[^/]+")
			heard := overhear(use, looks)
			if len(heard) != 1 || !regexp.MustCompile("^"+shape+"$").MatchString(heard[0]) {
				t.Fatalf("%s calls %q, not %s", row.Go, heard, row.Call)
			}
		})
	}
}

// overhear answers which calls a use makes, up to the first that is refused: every one but a look at the clock.
func overhear(use func(*Stand), looks bool) (heard []string) {
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		if looks && request.Method == http.MethodGet {
			_, _ = answer.Write([]byte(`{"now":"2026-09-01T09:00:00+05:00","mode":"frozen"}`))
			return
		}
		heard = append(heard, request.Method+" "+request.URL.Path)
		answer.WriteHeader(http.StatusTeapot)
	}))
	defer server.Close()
	defer func() { _ = recover() }() // a call that is refused outside of a test panics
	use(newStand(server.URL, "default", api{server.URL, ""}))
	return heard
}

func TestTheTableHasEveryPublicMethod(t *testing.T) {
	named := map[string]bool{}
	for _, row := range table(t) {
		named[row.Go] = true
	}
	// How a stand is told to a system and to a test.
	own := []string{"Stand.Issuer", "Stand.For", "Stand.Mark", "Stand.Log", "Stand.Requests", "Stand.Outbox", "Stand.Inbox"}
	for _, name := range own {
		named[name] = true
	}
	clock := reflect.TypeOf(&Clock{})
	for _, kind := range []reflect.Type{
		reflect.TypeOf(&Stand{}), clock, reflect.TypeOf(&Fault{}),
		reflect.TypeOf(&Requests{}), reflect.TypeOf(&Outbox{}), reflect.TypeOf(&Inbox{}),
	} {
		for place := range kind.NumMethod() {
			name := kind.Method(place).Name
			_, ofClock := clock.MethodByName(name)
			if promoted := ofClock && kind != clock; !promoted && !named[kind.Elem().Name()+"."+name] {
				t.Errorf("%s.%s is not in the table", kind.Elem().Name(), name)
			}
		}
	}
}
