# Checks after wrong passwords.
reaction-go-on = Continue
reaction-captcha-title = Check
reaction-captcha-intro = A wrong password was entered several times. Enter the digits in the picture to go on signing in.
reaction-captcha-digits = Digits in the picture
reaction-captcha-renew = Another picture
reaction-captcha-wrong = The picture shows other digits. Enter those that you see now
reaction-captcha-why = After several wrong passwords (rule login.captcha_after) the result of a sign-in is told only after the picture.
reaction-question-title = Security question
reaction-question-intro = Answer the security question from your security settings.
reaction-question-wrong = The answer does not fit. Remember what you wrote in the settings
reaction-question-why = After many wrong passwords (rule login.question_after) the right one is not enough: the security question has to be answered.
