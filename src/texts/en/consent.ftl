# What the relying party may see; the rows are in scopes.ftl.
consent-title = Granting access rights
consent-nothing = The information system “{ $client }” asks you to confirm that you are signing in to it. It does not ask for data of your profile.
consent-rights = The information system “{ $client }” asks for these rights:
consent-missing = not in your profile, will not be handed over
consent-unverified = not verified, the system is told so
consent-hint = Hint: { $title }
consent-permissions = The information system “{ $client }” asks for consent to process data:
consent-purpose = Purpose
consent-responsible = For whom
consent-until = Valid until
consent-data = Data
consent-legal = By choosing “Allow” you agree that this system will use the listed data under its own rules and terms. You can withdraw the permission at any time
consent-from-profile = from your profile
consent-deny = Deny
consent-allow = Allow
consent-why = The user has not yet given the system { $client } permission for these data.
