# The tester's panel under a form.
hints-title = Hints of the stand
hints-why = Why this step is shown
hints-code = Code
hints-code-now = What works now:
hints-accounts = Accounts to try
hints-login = Login
hints-password = Password
hints-purpose = What for
hints-fill-column = Fill the form
hints-fill = fill in
hints-asked = What the system asked for
hints-client = System
hints-scopes = Scopes
hints-redirect-uri = Redirect URI
