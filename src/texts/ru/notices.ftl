# What is said in plain words: what is not built yet, what is over, who is here.
notices-back-to-login = Вернуться ко входу
notices-back-to-desk = К пульту тестировщика
notices-where-title = Куда ещё можно войти
notices-where-list = Информационные системы, зарегистрированные на этом стенде:
notices-no-login-title = Вход начинается в информационной системе
notices-no-login = В этом браузере нет начатого входа. Откройте сайт, в который хотите войти, и нажмите там кнопку входа через Госуслуги: он пришлёт вас сюда.
notices-no-login-developer = Если вы разработчик: адрес запроса кода авторизации — /aas/oauth2/ac, готовый пример с curl лежит в папке examples.
notices-stale-title = Страница устарела
notices-stale = Этот вход уже завершён, начат слишком давно или продолжен в другом окне.
notices-stale-advice = Вернитесь ко входу, а если он не найдётся — начните заново на сайте, с которого пришли. В браузере должны быть разрешены cookie.
notices-stayed-title = Вы остались
notices-stayed = Сеанс на этом стенде продолжается.
notices-logged-out-title = Вы вышли
notices-logged-out = Сеанс на этом стенде завершён. Системы, в которые вы входили, могли оставить свой сеанс открытым.
notices-sign-in-again = Войти
notices-language-title = Такого языка нет
notices-language = Страницы стенда есть на русском (to=ru) и английском (to=en).

notices-deleted-title = Учётная запись удалена
notices-deleted = Доступ информационных систем к вашим данным закрыт, все сеансы завершены.
notices-deleted-again = Зарегистрироваться можно снова: телефон и почта свободны.
notices-contact-verified-title = Почта подтверждена
notices-contact-verified = Теперь по этому адресу можно войти, и его видят информационные системы, которым вы разрешили.
notices-link-over-title = Ссылка не действует
notices-link-over-advice = Отправьте письмо ещё раз из своего профиля, если адрес всё ещё не подтверждён.
notices-ask-parent-title = Попросите родителя
notices-ask-parent = Чтобы войти в систему «{ $client }», нужно согласие родителя.
notices-ask-parent-where = Родитель даёт его в своём профиле: «Согласия» — «Согласия за детей». После этого вернитесь и продолжите вход.
notices-ask-parent-again = Продолжить вход
