# What the relying party may see; the rows are in scopes.ftl.
consent-title = Предоставление прав доступа
consent-nothing = Информационная система «{ $client }» просит подтвердить, что вы входите в неё. Данные вашего профиля она не запрашивает.
consent-rights = Информационная система «{ $client }» запрашивает права:
consent-missing = в профиле не указано, передано не будет
consent-unverified = не подтверждено, система узнает об этом
consent-hint = Подсказка: { $title }
consent-permissions = Информационная система «{ $client }» запрашивает согласие на обработку данных:
consent-purpose = Цель
consent-responsible = Кому
consent-until = Действует до
consent-data = Сведения
consent-legal = Выбирая «Предоставить», вы соглашаетесь, что эта система будет пользоваться перечисленными данными по своим правилам и условиям. Отозвать разрешение можно в любой момент
consent-from-profile = из своего профиля
consent-deny = Отказать
consent-allow = Предоставить
consent-why = Пользователь ещё не давал системе { $client } разрешения на эти данные.
