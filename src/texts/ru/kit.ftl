# The parts of which the pages of the citizen's cabinet are made.
kit-error-title = Ошибка: { $title }
kit-absent = нет данных
kit-optional = необязательно
kit-choose = Выберите из списка
kit-date-hint = День, месяц и год: ДД.ММ.ГГГГ
kit-digit = Цифра { $number }
kit-show = Показать
kit-hide = Скрыть
kit-sure = Точно? Это подействует сразу.
kit-hints-try = Что можно попробовать

kit-nav = Разделы профиля
kit-tab-overview = Обзор
kit-tab-data = Мои данные
kit-tab-documents = Документы
kit-tab-family = Семья и дети
kit-tab-consents = Согласия
kit-tab-security = Безопасность
kit-tab-organizations = Организации
kit-tab-notifications = Уведомления
kit-leave = Выйти

kit-level = Уровень учётной записи
kit-level-simplified = Упрощённая
kit-level-standard = Стандартная
kit-level-confirmed = Подтверждённая
kit-level-child = Учётная запись ребёнка
kit-level-verifying = Данные проверяются
kit-level-ready = Данные заполнены, проверка ещё не закончена
