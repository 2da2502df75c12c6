-- From here on people of a level, of an unusual status, and with an e-mail that is not verified are found by an index.

CREATE INDEX contacts_unverified ON contacts(owner) WHERE type = 'EML' AND verified = 0;
CREATE INDEX accounts_by_level ON accounts(level);
CREATE INDEX accounts_unusual ON accounts(status) WHERE status <> 'registered';
