# Leaving, and going back to the relying party by a form.
logout-title = Signing out
logout-question = Sign out?
logout-asked = An information system asks to end your session on this stand.
logout-asked-by = The information system “{ $client }” asks to end your session on this stand.
logout-stay = Stay
logout-leave = Sign out
form-post-title = Return to the system
form-post-heading = Returning to the system
form-post-advice = If the page does not change by itself, press the button.
form-post-go-on = Continue
