# The citizen's own pages.
profile-phone-verified = verified
profile-phone-not-verified = not verified
profile-email-verified = verified
profile-email-not-verified = not verified
profile-done-registered = You are registered. Now you can fill in your profile

profile-known = What is known
profile-name = Last name, first name, middle name
profile-snils = SNILS
profile-email = E-mail
profile-mobile = Mobile phone
profile-next = What to do next
profile-next-simplified = The account is simplified. Give a document and SNILS: once they are checked, it becomes standard.
profile-fill = Fill in the profile
profile-confirm = Confirm who you are
profile-family = Family and children
profile-next-ready = State registries are checking the data. The result will be among the notifications, and comes by letter to a verified e-mail.
profile-next-standard = The account is standard. Confirm who you are: at a service centre, by a code sent by post, or by electronic signature.
profile-next-confirmed = The account is confirmed: everything is open, accounts for children as well.
profile-next-child = This is the account of a child: a parent looks after it.
profile-hint-overview = These are the stand's own pages: one signs in to them without any information system.
