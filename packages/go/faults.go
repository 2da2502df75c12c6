package esiamock

import "fmt"

// What says when a fault acts; every other word says what it does.
var when = []string{"client", "person", "method", "path", "skip", "times", "until", "for", "handle"}

// Fault is a fault that was armed. It is cleared at the end of the test.
type Fault struct {
	Name  string
	stand *Stand
}

// Fault lets the stand fail: Fault("token", {"status": 502, "times": 1}). Others than `client`, `person`, `method`,
// `path`, `skip`, `times`, `until`, `for`, `handle` and `name` say what the fault does.
func (stand *Stand) Fault(at string, said Fields) *Fault {
	stand.t.Helper()
	does := merged(said)
	method, path := "POST", "/faults"
	if name, given := does["name"].(string); given {
		delete(does, "name")
		method, path = "PUT", segments("faults", name)
	}
	body := Fields{"at": at, "do": does}
	for _, word := range when {
		if value, given := does[word]; given {
			delete(does, word)
			body[word] = value
		}
	}
	if person, given := body["person"]; given {
		body["person"] = whom(person)
	}
	made := ask[struct{ Name string }](stand, method, path, nil, body)
	fault := &Fault{made.Name, stand}
	stand.lock.Lock()
	defer stand.lock.Unlock()
	stand.armed = append(stand.armed, fault)
	return fault
}

// Hits is how often it has acted.
func (fault *Fault) Hits() int {
	fault.stand.t.Helper()
	return ask[struct{ Hits int }](fault.stand, "GET", segments("faults", fault.Name), nil, nil).Hits
}

// Wait waits until it has acted so often, for ten seconds, or `wait`.
func (fault *Fault) Wait(hits int, wish ...Fields) {
	fault.stand.t.Helper()
	query := merged(append([]Fields{{"wait": 10}}, wish...)...)
	query["hits"] = hits
	met := ask[struct{ Hits int }](fault.stand, "GET", segments("faults", fault.Name), query, nil).Hits
	if met < hits {
		wait := query["wait"]
		fault.stand.must(fmt.Errorf("the fault %s has met %d of %d requests within %v s", fault.Name, met, hits, wait))
	}
}

// Clear disarms it; it may be gone already.
func (fault *Fault) Clear() {
	fault.stand.t.Helper()
	fault.stand.must(unlessGone(fault.stand.api.call("DELETE", segments("faults", fault.Name), nil, nil, nil)))
}

// Faults lists what is armed.
func (stand *Stand) Faults() []Fields {
	stand.t.Helper()
	return ask[struct{ Faults []Fields }](stand, "GET", "/faults", nil, nil).Faults
}

// ClearFaults disarms everything.
func (stand *Stand) ClearFaults() {
	stand.t.Helper()
	stand.do("DELETE", "/faults", nil)
}
