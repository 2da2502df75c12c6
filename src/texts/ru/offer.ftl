# What is offered between the password and the rest.
offer-skip = Пропустить
offer-required = Без этого войти нельзя.
offer-mfa-title = Защитите вход
offer-mfa-intro = Включите вход с подтверждением: после пароля будет нужен код из СМС.
offer-mfa-accept = Включить
offer-mfa-why = В учётной записи есть предложение fill_mfa. Пропустить его можно столько раз, сколько говорит правило login.mfa_skips.
offer-max-title = Подключите MAX
offer-max-intro = Коды для входа будут приходить в мессенджер MAX.
offer-max-accept = Подключить
offer-max-why = В учётной записи есть предложение max_quiz или max_quiz_required.
offer-password-title = Смените пароль
offer-password-intro = Пароль пора сменить. Остальные сеансы будут завершены.
offer-password-accept = Сменить пароль
offer-password-why = В учётной записи есть предложение change_password.
offer-new-password = Новый пароль
offer-again = Ещё раз
