package esiamock

// Client is a system that the stand knows.
type Client struct {
	Mnemonic     string
	RedirectURIs []string `json:"redirect_uris"`
	Scopes       []string
}

// Client registers a system: {"redirect_uris": …, "client_secret": …}. `certificate` is short for
// {"certificates": [{"pem": …}]}. Its мнемоника is the client id.
func (stand *Stand) Client(mnemonic string, wish ...Fields) Client {
	stand.t.Helper()
	fields := merged(wish...)
	if certificate, given := fields["certificate"]; given {
		delete(fields, "certificate")
		fields["certificates"] = []Fields{{"pem": certificate}}
	}
	return ask[struct{ Client Client }](stand, "PUT", segments("clients", mnemonic), nil, fields).Client
}

// Key is a key of a system and its certificate, as PEM.
type Key struct {
	PrivateKey  string `json:"private_key"`
	Certificate string
}

// ClientKey makes a key and certificate of a system, which the stand accepts from now on.
func (stand *Stand) ClientKey(mnemonic string, wish ...Fields) Key {
	stand.t.Helper()
	return ask[Key](stand, "POST", segments("clients", mnemonic, "keys"), nil, merged(wish...))
}

// Organization makes an organisation.
func (stand *Stand) Organization(name string, wish ...Fields) Fields {
	stand.t.Helper()
	answer := ask[struct{ Organization Fields }](stand, "PUT", segments("organizations", name), nil, merged(wish...))
	return answer.Organization
}

// Settings of the stand.
func (stand *Stand) Settings() Fields {
	stand.t.Helper()
	return ask[Fields](stand, "GET", "/settings", nil, nil)
}

// ChangeSettings changes settings and rules: {"rules": {"login.lock_after": 5}}. With
// {"auto_sign_in": {"PORTAL": "anna"}} every request of a system is answered for that person, without a page.
func (stand *Stand) ChangeSettings(values Fields) Fields {
	stand.t.Helper()
	return ask[Fields](stand, "PATCH", "/settings", nil, values)
}

// RotateKeys lets the next keys of the issuer sign.
func (stand *Stand) RotateKeys() []Fields {
	stand.t.Helper()
	return ask[struct{ Keys []Fields }](stand, "POST", "/keys/rotate", nil, nil).Keys
}

// Registry says what МВД (`mvd`), СФР (`sfr`) or ЗАГС (`zags`) answers about a number: {"outcome": "not_found"}, and
// {"after": 5} seconds.
func (stand *Stand) Registry(registry, number string, wish Fields) {
	stand.t.Helper()
	stand.do("PUT", segments("registries", registry, number), wish)
}

// Confirm lets an operator of a центр обслуживания confirm the identity of somebody.
func (stand *Stand) Confirm(person Whom, more ...Fields) Fields {
	stand.t.Helper()
	body := merged(append(more, Fields{"person": whom(person)})...)
	return ask[Fields](stand, "POST", "/mfc/confirm", nil, body)
}
