# What every page has around it.
common-bar = ТЕСТОВЫЙ СТЕНД — это не Госуслуги, не вводите настоящие данные
common-title-end = тестовый стенд
common-skip = К содержанию
common-about = Единая система идентификации и аутентификации — тестовый стенд
common-stand-page = Страница стенда
common-stand = Стенд «{ $name }». Все люди и документы здесь вымышлены.
common-own-pages = Личный кабинет
common-language = Язык страницы
common-other-user = Другой пользователь
common-desk = Пульт
