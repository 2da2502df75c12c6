# The tester's panel under a form.
hints-title = Подсказки стенда
hints-why = Почему показан этот шаг
hints-code = Код
hints-code-now = Сейчас подойдёт
hints-accounts = Учётные записи для проверки
hints-login = Логин
hints-password = Пароль
hints-purpose = Для чего
hints-fill-column = Подставить в форму
hints-fill = подставить
hints-asked = Что запросила система
hints-client = Система
hints-scopes = Области доступа
hints-redirect-uri = Адрес возврата
