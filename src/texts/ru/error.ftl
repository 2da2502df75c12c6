# The end of what went wrong.
error-why = Почему
error-advice = Что делать
error-code = Код ошибки:
error-broken-title = Что-то сломалось
error-broken-happened = Стенд не смог выполнить запрос из-за внутренней ошибки.
error-broken-advice = Подробности — в журнале стенда. Попробуйте ещё раз.
error-not-found-title = Такой страницы нет
error-not-found-happened = По этому адресу на стенде ничего нет.
error-not-found-advice = Проверьте адрес. Все адреса стенда печатает команда esia-mock routes.
error-refused-title = Войти не получилось
error-refused-happened = Система, из которой вы пришли, прислала запрос, который нельзя выполнить.
error-refused-advice = Вернитесь в систему и попробуйте ещё раз. Если ошибка повторяется, сообщите её код разработчику этой системы.
error-client-unknown = Эта система не зарегистрирована на стенде.
error-redirect-not-allowed = Адрес возврата не принадлежит этой системе, поэтому вернуть вас туда нельзя.
error-missing-parameter = В запросе не хватает обязательного параметра.
error-unreadable-request = Параметры запроса не удалось прочитать.
error-invalid-request = Один из параметров запроса неверен или повторяется.
