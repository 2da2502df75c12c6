-- From here on people can have faults of their own, and what a tester takes away with a system, or looks for by the name
-- of an organisation, is found by an index. Logins on their way and codes have none: they are gone within minutes.

ALTER TABLE accounts ADD COLUMN faults TEXT;
CREATE INDEX accounts_with_faults ON accounts(oid) WHERE faults IS NOT NULL;
CREATE INDEX organizations_by_name ON organizations(data ->> 'name', oid);
CREATE INDEX consents_by_client ON consents(client);
CREATE INDEX permissions_by_client ON permissions(client);
CREATE INDEX child_consents_by_client ON child_consents(client);
CREATE INDEX refresh_tokens_by_client ON refresh_tokens(client);
CREATE INDEX oidc_grants_by_client ON oidc_grants(client);
