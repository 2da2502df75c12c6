package esiamock

import "fmt"

// Message is a letter or a message that the stand has written.
type Message struct {
	Number int64
	// "sms", "max", "email" or "post".
	Kind    string
	To      string
	Subject string
	Text    string
	HTML    string
	Link    string
	MadeAt  string `json:"made_at"`
	OID     int64
}

type messages struct{ Messages []Message }

// Outbox is the messages that fit; asked for when they are looked at.
type Outbox struct {
	stand  *Stand
	wanted Fields
}

// Outbox is letters and messages that were written, by `person`, `kind`, `to`, `after`.
func (stand *Stand) Outbox(wanted ...Fields) *Outbox {
	asked := merged(wanted...)
	if person, given := asked["person"]; given {
		asked["person"] = whom(person)
	}
	return &Outbox{stand, asked}
}

// List is from the oldest on. {"wait": 5} waits so many seconds for one if there is none.
func (outbox *Outbox) List(more ...Fields) []Message {
	outbox.stand.t.Helper()
	query := merged(append([]Fields{{"limit": 1000}, outbox.wanted}, more...)...)
	return ask[messages](outbox.stand, "GET", "/outbox", query, nil).Messages
}

// Empty takes them away; how many there were.
func (outbox *Outbox) Empty() int {
	outbox.stand.t.Helper()
	return ask[struct{ Deleted int }](outbox.stand, "DELETE", "/outbox", outbox.wanted, nil).Deleted
}

// Inbox is what one person gets, message after message.
type Inbox struct {
	stand  *Stand
	person string
	after  int64
}

// Inbox is what somebody gets: Inbox(anna).Next(). One inbox a person, which goes on where it was.
func (stand *Stand) Inbox(person Whom) *Inbox {
	stand.lock.Lock()
	defer stand.lock.Unlock()
	name := whom(person)
	if stand.inboxes[name] == nil {
		stand.inboxes[name] = &Inbox{stand: stand, person: name}
	}
	return stand.inboxes[name]
}

// Next is the next message that was not handed out yet, by `kind`; it waits ten seconds for it, or `wait`.
func (inbox *Inbox) Next(wanted ...Fields) Message {
	inbox.stand.t.Helper()
	query := merged(append([]Fields{{"wait": 10}}, wanted...)...)
	query["person"], query["limit"] = inbox.person, 1
	if inbox.after > 0 {
		query["after"] = inbox.after
	}
	found := ask[messages](inbox.stand, "GET", "/outbox", query, nil).Messages
	if len(found) == 0 {
		inbox.stand.must(fmt.Errorf("no message came for %s within %v s", inbox.person, query["wait"]))
		return Message{}
	}
	inbox.after = found[0].Number
	return found[0]
}

// Events are what happened to citizens, by `person`, `after`, `wait`.
func (stand *Stand) Events(wanted ...Fields) []Fields {
	stand.t.Helper()
	query := merged(append([]Fields{{"limit": 1000}}, wanted...)...)
	if person, given := query["person"]; given {
		query["person"] = whom(person)
	}
	return ask[struct{ Events []Fields }](stand, "GET", "/events", query, nil).Events
}
