package esiamock

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Request is a line of the journal: what a system or a browser sent.
type Request struct {
	N       int64
	At      string
	Station string
	Method  string
	Path    string
	Client  string
	Person  string
	Login   string
	Trace   string
	// "line" or "api".
	By      string
	Status  int
	Refused *Refusal
	Fault   string
}

type requestList struct {
	Last     int64
	Requests []Request
}

// Requests are those of the journal that fit; asked for when they are looked at.
type Requests struct {
	stand  *Stand
	wanted Fields
}

// Requests are those since the test began, by `client`, `person`, `status`, `refused`, `login`, `trace`, `path`. `at` is
// what was asked, such as "token", or empty.
func (stand *Stand) Requests(at string, wanted ...Fields) *Requests {
	asked := merged(append([]Fields{{"after": stand.since}}, wanted...)...)
	if at != "" {
		asked["at"] = at
	}
	if person, given := asked["person"]; given {
		asked["person"] = whom(person)
	}
	return &Requests{stand, asked}
}

// List is from the oldest on. {"wait": 5} waits so many seconds for one if there is none.
func (requests *Requests) List(more ...Fields) []Request {
	requests.stand.t.Helper()
	query := merged(append([]Fields{{"limit": 1000}, requests.wanted}, more...)...)
	return ask[requestList](requests.stand, "GET", "/requests", query, nil).Requests
}

// Expect fails the test, with the near misses, if there are not so many. More: {"within": "PT2S"}, `settle`, and
// {"count": {"min": 1, "max": 3}} in place of a number.
func (requests *Requests) Expect(count int, more ...Fields) {
	requests.stand.t.Helper()
	asked := merged(append([]Fields{requests.wanted, {"count": count}}, more...)...)
	answer := ask[verdict](requests.stand, "POST", "/requests/expect", nil, asked)
	if answer.Met {
		return
	}
	requests.stand.t.Error(answer.text(asked))
}

type verdict struct {
	Met        bool
	Count      int
	NearMisses []struct {
		N       int64
		Differs []string
		Request Request
	} `json:"near_misses"`
}

func (verdict verdict) text(asked Fields) string {
	said, _ := json.Marshal(asked)
	lines := []string{fmt.Sprintf("expected %s, but %d requests fit", said, verdict.Count)}
	for _, miss := range verdict.NearMisses {
		what, differs := miss.Request, strings.Join(miss.Differs, ", ")
		lines = append(lines, fmt.Sprintf("  #%d %s %s differs in %s", miss.N, what.Method, what.Path, differs))
	}
	return strings.Join(lines, "\n")
}

// Request is one request with its answer, decoded; number 0 is the last.
func (stand *Stand) Request(number int64) Fields {
	stand.t.Helper()
	which := "last"
	if number != 0 {
		which = fmt.Sprint(number)
	}
	return ask[Fields](stand, "GET", segments("requests", which), nil, nil)
}

// Mark lets [Stand.Requests] know only what comes later.
func (stand *Stand) Mark() {
	stand.t.Helper()
	stand.since = ask[requestList](stand, "GET", "/requests", Fields{"limit": 1}, nil).Last
}

// Journal is the requests since the test began as text, refusals with cause and cure.
func (stand *Stand) Journal() string {
	stand.t.Helper()
	return stand.asText(stand.Requests("").List())
}

// Keep is the same as JSON, each request with its answer, decoded.
func (stand *Stand) Keep() []byte {
	stand.t.Helper()
	text, err := stand.whole(stand.Requests("").List())
	stand.must(err)
	return text
}

func (stand *Stand) asText(requests []Request) string {
	var lines []string
	for _, one := range requests {
		line := fmt.Sprintf("#%d %d %s  %s %s ", one.N, one.Status, one.At, one.Method, one.Path)
		for _, word := range []string{one.Client, one.Person, one.Login} {
			if word != "" {
				line += " " + word
			}
		}
		if one.Fault != "" {
			line += "  fault " + one.Fault
		}
		lines = append(lines, strings.TrimRight(line, " "))
		if one.Refused != nil {
			lines = append(lines, why("refused", *one.Refused)...)
		}
	}
	stand.lock.Lock()
	defer stand.lock.Unlock()
	for _, refusal := range stand.refusals {
		lines = append(lines, why("a call was refused at "+refusal.Station, refusal)...)
	}
	if len(lines) == 0 {
		return "nothing was sent to the stand"
	}
	return strings.Join(lines, "\n")
}

func why(what string, refusal Refusal) []string {
	told := fmt.Sprintf("    %s: %s %s: %s", what, refusal.Code, refusal.ReasonID, refusal.Reason)
	if refusal.Cure == "" {
		return []string{told}
	}
	return []string{told, "    cure: " + refusal.Cure}
}

// tell prints the journal of a test that failed, and keeps it whole in the folder that ESIA_MOCK_KEEP names.
func (stand *Stand) tell() {
	stand.t.Helper()
	list := requestList{}
	err := stand.api.call("GET", "/requests", Fields{"after": stand.since, "limit": 1000}, nil, &list)
	if err != nil {
		stand.t.Logf("the journal of %s cannot be read: %v\n%s", stand.URL, err, stand.Log())
		return
	}
	if stand.forked && len(list.Requests) == 0 {
		return // the test went to the other stand
	}
	stand.t.Logf("esia-mock journal, %s\n%s", stand.URL, stand.asText(list.Requests))
	if folder := os.Getenv("ESIA_MOCK_KEEP"); folder != "" {
		file, err := stand.keep(folder, list.Requests)
		if err != nil {
			stand.t.Logf("the journal cannot be kept: %v", err)
			return
		}
		stand.t.Logf("kept in %s", file)
	}
}

var unfit = regexp.MustCompile(`[^\pL\pN_.-]+`)

// whole is each of the requests with its answer, decoded, as JSON.
func (stand *Stand) whole(requests []Request) ([]byte, error) {
	whole := make([]json.RawMessage, len(requests))
	for place, one := range requests {
		path := segments("requests", fmt.Sprint(one.N))
		if err := stand.api.call("GET", path, nil, nil, &whole[place]); err != nil {
			return nil, err
		}
	}
	text, err := json.MarshalIndent(whole, "", "  ")
	return append(text, '\n'), err
}

func (stand *Stand) keep(folder string, requests []Request) (string, error) {
	text, err := stand.whole(requests)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	name := strings.Trim(unfit.ReplaceAllString(stand.t.Name()+"-"+stand.Name, "-"), "-")
	file := filepath.Join(folder, name+".json")
	return file, os.WriteFile(file, text, 0o666)
}
