# In whose name one signs in.
role-title = Sign in as
role-person = Private person
role-confirm = Confirm
role-nothing-chosen = Choose in whose name to sign in
role-why = The user has roles in organisations.
organization-legal = legal entity
organization-sole-proprietor = sole proprietor
organization-public-authority = public authority
