package esiamock

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
)

// Stand is a running stand: one closed world of ЕСИА.
type Stand struct {
	*Clock
	// URL is the base URL, for the tested system; it is the issuer of the standard endpoints as well.
	URL  string
	Name string

	api api
	// Only the stand `default` makes and ends stands.
	server  api
	process *process
	t       testing.TB
	since   int64
	ended   bool
	forked  bool

	lock     sync.Mutex
	armed    []*Fault
	refusals []Refusal
	inboxes  map[string]*Inbox
}

func newStand(url, name string, calls api) *Stand {
	stand := &Stand{URL: url, Name: name, api: calls, server: calls, t: outside{}, inboxes: map[string]*Inbox{}}
	stand.Clock = &Clock{stand: stand}
	return stand
}

// Issuer is what a client of the standard endpoints is given.
func (stand *Stand) Issuer() string { return stand.URL }

// For is the same stand in a test. It knows nothing of what was done before; at the end of the test it clears the faults
// that were armed in it, and puts the clock to what it was before it was moved in it.
func (stand *Stand) For(t testing.TB) *Stand {
	t.Helper()
	of := newStand(stand.URL, stand.Name, stand.api)
	of.server, of.process, of.t = stand.server, stand.process, t
	of.Mark()
	t.Cleanup(of.end)
	return of
}

func (stand *Stand) end() {
	if stand.ended {
		return
	}
	if stand.t.Failed() {
		stand.tell()
	}
	for _, fault := range stand.armed {
		fault.Clear()
	}
	stand.Clock.putBack()
}

// Stand makes another stand of the same server, with `name`, `address`, `clock`, `seed`, `idle` and `from`. It ends with
// the test.
func (stand *Stand) Stand(wish ...Fields) *Stand {
	stand.t.Helper()
	fields := merged(wish...)
	method, path := "POST", "/stands"
	if name, given := fields["name"].(string); given {
		delete(fields, "name")
		method, path = "PUT", segments("stands", name)
	}
	made := struct {
		Name, URL  string
		ControlURL string `json:"control_url"`
	}{}
	stand.must(stand.server.call(method, path, nil, fields, &made))
	other := newStand(made.URL, made.Name, api{made.ControlURL, stand.api.token})
	other.server = stand.server
	stand.forked = true
	stand.t.Cleanup(func() { stand.must(unlessGone(other.gone())) })
	return other.For(stand.t)
}

// End ends a stand that [Stand.Stand] has made, before its test ends.
func (stand *Stand) End() {
	stand.t.Helper()
	if stand.t.Failed() {
		stand.tell()
	}
	stand.must(stand.gone())
	stand.ended = true
}

func (stand *Stand) gone() error {
	return stand.server.call("DELETE", segments("stands", stand.Name), nil, nil, nil)
}

// Stands lists every stand of the server.
func (stand *Stand) Stands() []Fields {
	stand.t.Helper()
	answer := struct{ Stands []Fields }{}
	stand.must(stand.server.call("GET", "/stands", nil, nil, &answer))
	return answer.Stands
}

// Reset makes the stand as it was made. Numbers of the journal go on.
func (stand *Stand) Reset() {
	stand.t.Helper()
	stand.do("POST", "/reset", nil)
}

// Snapshot keeps the stand as it is.
func (stand *Stand) Snapshot(name string) {
	stand.t.Helper()
	stand.do("PUT", segments("snapshots", name), nil)
}

// Restore puts it back.
func (stand *Stand) Restore(name string) {
	stand.t.Helper()
	stand.do("POST", segments("snapshots", name, "restore"), nil)
}

// ExportFixtures answers the stand as a zip of fixtures.
func (stand *Stand) ExportFixtures() []byte {
	stand.t.Helper()
	return ask[[]byte](stand, "GET", "/export", nil, nil)
}

// ImportFixtures takes such a zip in.
func (stand *Stand) ImportFixtures(archive []byte) Fields {
	stand.t.Helper()
	return ask[Fields](stand, "POST", "/import", nil, archive)
}

// -- how calls are made

// outside stands for a test where there is none, as in TestMain.
type outside struct{ testing.TB }

func (outside) Helper()           {}
func (outside) Cleanup(func())    {}
func (outside) Failed() bool      { return false }
func (outside) Fatal(said ...any) { panic(fmt.Sprint(said...)) }
func (outside) Error(said ...any) { panic(fmt.Sprint(said...)) }

// ask makes a call and reads its answer.
func ask[Answer any](stand *Stand, method, path string, query Fields, body any) Answer {
	stand.t.Helper()
	var answer Answer
	stand.must(stand.api.call(method, path, query, body, &answer))
	return answer
}

// do makes a call whose answer does not matter.
func (stand *Stand) do(method, path string, body any) {
	stand.t.Helper()
	stand.must(stand.api.call(method, path, nil, body, nil))
}

func (stand *Stand) must(err error) {
	stand.t.Helper()
	if err != nil {
		stand.t.Fatal(err)
	}
}

// unlessGone forgives that something is gone already.
func unlessGone(err error) error {
	var wrong *WrongCall
	if errors.As(err, &wrong) && wrong.Status == http.StatusNotFound {
		return nil
	}
	return err
}
