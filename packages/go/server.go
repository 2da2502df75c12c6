package esiamock

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

const apiVersion = 1

// What this package needs of a program.
var needed = []string{
	"people", "clients", "sign-ins", "tokens", "clock", "outbox", "requests", "faults", "stands", "snapshots", "reset", "settings",
}

// Start starts `esia-mock serve` on a free port for one test, and stops it at the test's end. Options are those of
// `serve`: Start(t, "--clock", "2026-09-01T09:00:00+05:00").
//
// With ESIA_MOCK_URL in the environment it is a stand of the server there: one of the test's own.
func Start(t testing.TB, options ...string) *Stand {
	t.Helper()
	if running := os.Getenv("ESIA_MOCK_URL"); running != "" && len(options) == 0 {
		return At(t, running).Stand()
	}
	server, err := Launch(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server.For(t)
}

// Launch starts a server without a test, for TestMain; each test then takes [Stand.For]. A call that is refused panics
// outside of a test. The server ends with [Stand.Close], or with this process.
func Launch(options ...string) (*Stand, error) {
	process, err := start(options)
	if err != nil {
		return nil, err
	}
	stand := known(process.url, tokenOf(options))
	stand.process = process
	if err := stand.check(); err != nil {
		process.stop()
		return nil, err
	}
	return stand, nil
}

// At speaks to a stand that is running already; its control token may be in the environment (ESIA_MOCK_CONTROL_TOKEN).
func At(t testing.TB, url string) *Stand {
	t.Helper()
	stand := known(url, tokenOf(nil))
	if err := stand.check(); err != nil {
		t.Fatal(err)
	}
	return stand.For(t)
}

func known(url, token string) *Stand {
	url = strings.TrimRight(url, "/")
	return newStand(url, "default", api{url + "/_mock/api/v1", token})
}

// Close stops the server that [Launch] has started.
func (stand *Stand) Close() {
	if stand.process != nil {
		stand.process.stop()
	}
}

// Log is the end of what the server has written to standard error.
func (stand *Stand) Log() string {
	if stand.process == nil {
		return ""
	}
	return stand.process.log.String()
}

// Version says what the program is and can do.
func (stand *Stand) Version() Version {
	stand.t.Helper()
	return ask[Version](stand, "GET", "/version", nil, nil)
}

// Version of the program.
type Version struct {
	Version  string
	API      int
	Features []string
}

// check refuses a program that this package does not fit.
func (stand *Stand) check() error {
	var said Version
	if err := stand.api.call("GET", "/version", nil, nil, &said); err != nil {
		return err
	}
	advice := "take program and package of one release"
	if said.API != apiVersion {
		return fmt.Errorf("esia-mock %s speaks API %d, not %d: %s", said.Version, said.API, apiVersion, advice)
	}
	for _, feature := range needed {
		if !slices.Contains(said.Features, feature) {
			return fmt.Errorf("esia-mock %s lacks %s: %s", said.Version, feature, advice)
		}
	}
	return nil
}

// tokenOf finds the control token among the options, in either spelling, or in the environment.
func tokenOf(options []string) string {
	for place, option := range options {
		name, value, equals := strings.Cut(option, "=")
		switch {
		case name != "--control-token":
		case equals:
			return value
		case place+1 < len(options):
			return options[place+1]
		}
	}
	return os.Getenv("ESIA_MOCK_CONTROL_TOKEN")
}
