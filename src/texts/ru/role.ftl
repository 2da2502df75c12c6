# In whose name one signs in.
role-title = Войти как
role-person = Частное лицо
role-confirm = Подтвердить
role-nothing-chosen = Выберите, от чьего имени войти
role-why = У пользователя есть роли в организациях.
organization-legal = юридическое лицо
organization-sole-proprietor = индивидуальный предприниматель
organization-public-authority = орган государственной власти
