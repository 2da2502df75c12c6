# What is said in plain words: what is not built yet, what is over, who is here.
notices-back-to-login = Back to signing in
notices-back-to-desk = To the tester’s desk
notices-where-title = Where else you can sign in
notices-where-list = Information systems registered on this stand:
notices-no-login-title = Signing in begins in an information system
notices-no-login = No sign-in has been started in this browser. Open the site that you want to sign in to, and press its button for signing in through Gosuslugi: it will send you here.
notices-no-login-developer = If you are a developer: authorization codes are requested at /aas/oauth2/ac; there is a ready example with curl in the folder examples.
notices-stale-title = The page is out of date
notices-stale = This sign-in is finished already, was started too long ago or went on in another window.
notices-stale-advice = Go back to signing in or, if it is not found, start again at the site that you came from. The browser must allow cookies.
notices-stayed-title = You stayed
notices-stayed = Your session on this stand goes on.
notices-logged-out-title = You have signed out
notices-logged-out = Your session on this stand is over. The systems that you signed in to may have left their own sessions open.
notices-sign-in-again = Sign in
notices-language-title = There is no such language
notices-language = The pages of the stand are in Russian (to=ru) and English (to=en).

notices-deleted-title = The account is deleted
notices-deleted = No information system gets your data any more, and all sessions have ended.
notices-deleted-again = You can register again: phone and e-mail are free.
notices-contact-verified-title = The e-mail is verified
notices-contact-verified = You can sign in with this address now, and the systems that you have allowed see it.
notices-link-over-title = The link does not work
notices-link-over-advice = Send the letter once more from your profile, if the address is still not verified.
notices-ask-parent-title = Ask a parent
notices-ask-parent = To enter the system “{ $client }” you need a parent’s consent.
notices-ask-parent-where = A parent gives it in their own profile, among the consents for children. Then come back and go on.
notices-ask-parent-again = Go on signing in
