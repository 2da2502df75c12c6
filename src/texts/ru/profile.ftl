# «Личный кабинет».
profile-phone-verified = подтверждён
profile-phone-not-verified = не подтверждён
profile-email-verified = подтверждена
profile-email-not-verified = не подтверждена
profile-done-registered = Вы зарегистрированы. Теперь можно заполнить профиль

profile-known = Что известно
profile-name = Фамилия, имя, отчество
profile-snils = СНИЛС
profile-email = Электронная почта
profile-mobile = Мобильный телефон
profile-next = Что дальше
profile-next-simplified = Запись упрощённая. Укажите документ и СНИЛС: после проверки она станет стандартной.
profile-fill = Заполнить профиль
profile-confirm = Подтвердить личность
profile-family = Семья и дети
profile-next-ready = Данные проверяют государственные реестры. Результат появится в уведомлениях, а на подтверждённую почту придёт письмо.
profile-next-standard = Запись стандартная. Подтвердите личность — в центре обслуживания, кодом из письма или электронной подписью.
profile-next-confirmed = Запись подтверждённая: доступно всё, в том числе учётные записи детей.
profile-next-child = Это учётная запись ребёнка: ею управляет родитель.
profile-hint-overview = Это собственные страницы стенда: сюда входят без информационной системы.
