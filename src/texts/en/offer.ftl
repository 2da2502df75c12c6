# What is offered between the password and the rest.
offer-skip = Skip
offer-required = You cannot sign in without this.
offer-mfa-title = Protect your sign-in
offer-mfa-intro = Switch two-step sign-in on: after the password a code from an SMS will be needed.
offer-mfa-accept = Switch on
offer-mfa-why = The account has the offer fill_mfa. It can be skipped as often as the rule login.mfa_skips says.
offer-max-title = Connect MAX
offer-max-intro = Codes for signing in will come to the messenger MAX.
offer-max-accept = Connect
offer-max-why = The account has the offer max_quiz or max_quiz_required.
offer-password-title = Change your password
offer-password-intro = It is time to change the password. Your other sessions will be ended.
offer-password-accept = Change the password
offer-password-why = The account has the offer change_password.
offer-new-password = New password
offer-again = Once more
