-- From here on people who have an e-mail that is not verified are found by an index.

CREATE INDEX contacts_unverified ON contacts(owner) WHERE type = 'EML' AND verified = 0;
