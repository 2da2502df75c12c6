# The clock of the stand, moved by the tester.
desk-clock-moved = Часы переведены. { $done ->
    [0] Ждать было нечего, ничего не выполнено.
    [one] По пути выполнено { $done } событие.
    [few] По пути выполнено { $done } события.
   *[other] По пути выполнено { $done } событий.
 }
desk-clock-moved-failed = Часы переведены, но часть событий не удалась ({ $failed }): смотрите «Что ждёт своего времени».
desk-clock-out-of-range = Часы стоят, как стояли: такого времени на стенде не бывает.
desk-clock-unreadable = Часы стоят, как стояли: укажите дату и время.
desk-clock-title = Что ждёт своего времени
desk-clock-what = Письма, проверки в ведомствах, дни рождения и сроки ждут часов стенда: переведите часы, и они наступят.
desk-clock-waiting = Впереди
desk-clock-nothing-waits = Ничего не ждёт.
desk-clock-done = Уже было
desk-clock-nothing-done = Ещё ничего не было.
desk-clock-due-at = Срок
desk-clock-done-at = Выполнено
desk-clock-about = О чём
desk-clock-broken = не удалось
desk-job-limit-ends = Кончается ограничение на 72 часа
desk-job-birthday = День рождения
desk-job-birthday-about = исполняется { $age }
desk-job-registry = Ответ ведомства
desk-job-registry-child = { $registry }, о ребёнке: { $name }
desk-job-post = Приходит бумажное письмо
desk-job-document = Кончается срок документа
desk-job-document-about = паспорта, которые с { $day } недействительны
desk-job-lock-ends = Запись отпирается после неверных паролей
desk-job-session = Кончается сеанс
