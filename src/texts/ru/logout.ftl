# Leaving, and going back to the relying party by a form.
logout-title = Выход
logout-question = Выйти?
logout-asked = Информационная система просит завершить ваш сеанс на этом стенде.
logout-asked-by = Информационная система «{ $client }» просит завершить ваш сеанс на этом стенде.
logout-stay = Остаться
logout-leave = Выйти
form-post-title = Возвращение в систему
form-post-heading = Возвращаемся в систему
form-post-advice = Если страница не сменится сама, нажмите кнопку.
form-post-go-on = Продолжить
