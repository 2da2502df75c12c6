# The code after the password.
second-factor-title = Confirm your sign-in
second-factor-ask-application = Enter the code shown by the application on your phone (TOTP).
second-factor-ask-max = Enter the code that came in the MAX messenger.
second-factor-ask-max-at = Enter the code that came in the MAX messenger to { $phone }.
second-factor-ask-sms = Enter the code from the SMS.
second-factor-ask-sms-at = Enter the code from the SMS. It was sent to { $phone }.
second-factor-code = Six-digit code
second-factor-go-on = Continue
second-factor-another = Get a new code
second-factor-try-again = Try again
second-factor-why = The account has a second factor: second_factor = { $factor }.
second-factor-all-sent = All messages of the stand
second-factor-empty = Enter the code
second-factor-wrong = Wrong code. Check it and enter it again
second-factor-wrong-application = Wrong code. Enter the one that the application shows now
second-factor-expired = The code has expired. Get a new code
second-factor-exhausted = Too many wrong codes. Get a new code
second-factor-exhausted-application = Too many wrong codes. Wait a minute and press “Try again”
second-factor-too-soon = A new code can be sent one minute after the previous one
second-factor-too-soon-application = You can try again in a minute
