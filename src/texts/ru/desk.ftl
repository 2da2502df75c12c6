# What every page of the tester has around it.
desk-nav = Разделы пульта
desk-people = Люди
desk-systems = Системы
desk-journal = Журнал
desk-letters = Письма
desk-faults = Неполадки
desk-offices = Ведомства
desk-stands = Стенды
desk-clock = Часы стенда:
desk-clock-frozen = стоят
desk-clock-released = идут
desk-clock-working-day = Часовой пояс { $zone }, сегодня рабочий день.
desk-clock-day-off = Часовой пояс { $zone }, сегодня выходной.
desk-clock-quarter = +15 минут
desk-clock-day = +1 день
desk-clock-working = Следующий рабочий день, 14:00
desk-clock-due = До следующего события
desk-clock-exact = Точное время
desk-clock-set = Перевести
desk-clock-freeze = Остановить
desk-clock-release = Пустить
desk-clock-system = Как на сервере
desk-clock-jobs = Что ждёт своего времени
desk-armed = Сейчас сломано:
desk-armed-hits = { $hits ->
    [0] (ещё не сработало)
    [one] (сработало { $hits } раз)
    [few] (сработало { $hits } раза)
   *[other] (сработало { $hits } раз)
 }
desk-armed-more = и ещё { $count }
desk-armed-clear = Всё починить
desk-armed-cleared = Неполадок больше нет.
