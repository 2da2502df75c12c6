# The code after the password.
second-factor-title = Вход с подтверждением
second-factor-ask-application = Введите код, который показывает приложение, установленное на вашем телефоне (TOTP).
second-factor-ask-max = Введите код, который пришёл в мессенджер MAX.
second-factor-ask-max-at = Введите код, который пришёл в мессенджер MAX на номер { $phone }.
second-factor-ask-sms = Введите код из СМС.
second-factor-ask-sms-at = Введите код из СМС. Он отправлен на номер { $phone }.
second-factor-code = Код из шести цифр
second-factor-go-on = Продолжить
second-factor-another = Получить новый код
second-factor-try-again = Попробовать заново
second-factor-why = В учётной записи включён вход с подтверждением: second_factor = { $factor }.
second-factor-all-sent = Все сообщения стенда
second-factor-empty = Введите код
second-factor-wrong = Неверный код. Проверьте его и введите ещё раз
second-factor-wrong-application = Неверный код. Введите тот, который приложение показывает сейчас
second-factor-expired = Срок действия кода истёк. Получите новый код
second-factor-exhausted = Слишком много неверных кодов. Получите новый код
second-factor-exhausted-application = Слишком много неверных кодов. Подождите минуту и нажмите «Попробовать заново»
second-factor-too-soon = Новый код можно получить через минуту после прежнего
second-factor-too-soon-application = Попробовать заново можно через минуту
