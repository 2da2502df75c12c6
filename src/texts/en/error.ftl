# The end of what went wrong.
error-why = Why
error-advice = What to do
error-code = Error code:
error-broken-title = Something broke
error-broken-happened = The stand could not carry out the request because of an internal error.
error-broken-advice = The details are in the log of the stand. Try again.
error-not-found-title = There is no such page
error-not-found-happened = There is nothing at this address of the stand.
error-not-found-advice = Check the address. The command esia-mock routes prints all addresses of the stand.
error-refused-title = You could not be signed in
error-refused-happened = The system that you came from has sent a request which cannot be carried out.
error-refused-advice = Go back to the system and try again. If the error comes again, tell its code to the developer of that system.
error-client-unknown = This system is not registered on the stand.
error-redirect-not-allowed = The redirect URI does not belong to this system, so you cannot be sent back there.
error-missing-parameter = The request lacks a required parameter.
error-unreadable-request = The parameters of the request could not be read.
error-invalid-request = A parameter of the request is wrong or is repeated.
