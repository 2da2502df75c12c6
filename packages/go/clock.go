package esiamock

import (
	"fmt"
	"strconv"
	"time"
)

// Clock shows the stand's time and moves it. What falls due by that is done before a call returns. The calls of a test
// that move it are undone at its end.
type Clock struct {
	stand  *Stand
	before *Face
}

// Face is what the clock shows.
type Face struct {
	Now time.Time
	// "frozen" or "released".
	Mode string
	// Seconds ahead of real time.
	Offset     int64
	Zone       string
	WorkingDay bool      `json:"working_day"`
	NextDue    time.Time `json:"next_due"`
}

// Face is the clock's time, its mode and what is due next.
func (clock *Clock) Face() Face {
	clock.stand.t.Helper()
	return ask[Face](clock.stand, "GET", "/clock", nil, nil)
}

// Now is the time that the stand shows, for validators: oidc.Config{Now: esia.Now}.
func (clock *Clock) Now() time.Time {
	clock.stand.t.Helper()
	return clock.Face().Now
}

// Set sets it.
func (clock *Clock) Set(now time.Time) Fields {
	clock.stand.t.Helper()
	return clock.change(Fields{"now": now.Format(time.RFC3339)})
}

// Advance moves it, in whole seconds.
func (clock *Clock) Advance(by time.Duration) Fields {
	clock.stand.t.Helper()
	return clock.change(Fields{"advance": duration(by)})
}

// AdvanceWorking moves it by working days of the Russian calendar; at is the time of that day, such as 09:00, or empty.
func (clock *Clock) AdvanceWorking(days int, at string) Fields {
	clock.stand.t.Helper()
	change := Fields{"advance_working": fmt.Sprintf("P%dD", days)}
	if at != "" {
		change["at"] = at
	}
	return clock.change(change)
}

// Freeze stops it.
func (clock *Clock) Freeze() Fields {
	clock.stand.t.Helper()
	return clock.change(Fields{"mode": "frozen"})
}

// Release lets it go on.
func (clock *Clock) Release() Fields {
	clock.stand.t.Helper()
	return clock.change(Fields{"mode": "released"})
}

func (clock *Clock) change(change Fields) Fields {
	clock.stand.t.Helper()
	if clock.before == nil {
		face := clock.Face()
		clock.before = &face
	}
	return ask[Fields](clock.stand, "PUT", "/clock", nil, change)
}

func (clock *Clock) putBack() {
	before := clock.before
	switch {
	case before == nil:
	case before.Mode == "frozen":
		clock.change(Fields{"now": before.Now.Format(time.RFC3339Nano), "mode": "frozen"})
	default:
		clock.change(Fields{"now": "system", "mode": "released"})
		clock.change(Fields{"advance": duration(time.Duration(before.Offset) * time.Second)})
	}
	clock.before = nil
}

// A duration as the tester's API reads it; it refuses parts of a second.
func duration(by time.Duration) string {
	sign := ""
	if by < 0 {
		sign, by = "-", -by
	}
	return sign + "PT" + strconv.FormatFloat(by.Seconds(), 'f', -1, 64) + "S"
}
