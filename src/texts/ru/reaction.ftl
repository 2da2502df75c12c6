# Checks after wrong passwords.
reaction-go-on = Продолжить
reaction-captcha-title = Проверка
reaction-captcha-intro = Пароль несколько раз набрали неверно. Введите цифры с картинки, чтобы продолжить вход.
reaction-captcha-digits = Цифры с картинки
reaction-captcha-renew = Другая картинка
reaction-captcha-wrong = На картинке другие цифры. Введите те, что видите сейчас
reaction-captcha-why = После нескольких неверных паролей (правило login.captcha_after) результат входа виден только после картинки.
reaction-question-title = Контрольный вопрос
reaction-question-intro = Ответьте на контрольный вопрос, заданный в настройках безопасности.
reaction-question-wrong = Ответ не подходит. Вспомните, что вы записали в настройках
reaction-question-why = После многих неверных паролей (правило login.question_after) верного пароля мало: нужен ответ на контрольный вопрос.
