//! THE LETTER TABLE: every kind of letter that the product writes, with the words that are always the same.

/// One kind of letter.
#[derive(Debug)]
pub struct LetterDef {
    /// Its name, in the API of the outbox.
    pub name: &'static str,
    /// The subject.
    pub subject: &'static str,
    /// What happened.
    pub opening: &'static str,
    /// What to do if something is not as it should be.
    pub advice: &'static str,
    /// The words of the button.
    pub action: &'static str,
    /// Where it leads to, on the stand; a letter with a token of its own adds it.
    pub path: &'static str,
}

macro_rules! letters {
    ($($(#[doc = $doc:literal])* $name:ident $word:literal {
        subject: $subject:literal, opening: $opening:literal, advice: $advice:literal, action: $action:literal, path: $path:literal,
    })*) => {
        $($(#[doc = $doc])* pub const $name: LetterDef = LetterDef {
            name: $word, subject: $subject, opening: $opening, advice: $advice, action: $action, path: $path,
        };)*

        /// Every kind.
        pub const LETTERS: &[&LetterDef] = &[$(&$name),*];
    };
}

letters! {
    /// Somebody signed in from a browser that never did so before.
    SIGN_IN_NOTICE "sign_in_notice" {
        subject: "Вход в учётную запись с нового устройства",
        opening: "В вашу учётную запись вошли из браузера, которым вы раньше не пользовались.",
        advice: "Если это были вы, ничего делать не нужно. Если нет — смените пароль.",
        action: "Сменить пароль",
        path: "/login/recovery",
    }
    /// The holder allowed a system to see their data.
    CONSENT_GIVEN "consent_given" {
        subject: "Вы предоставили доступ к своим данным",
        opening: "Вы разрешили информационной системе получать данные вашей учётной записи.",
        advice: "Если разрешение дали не вы, смените пароль.",
        action: "Посмотреть системы стенда",
        path: "/login/where",
    }
    /// The level of an account was raised.
    LEVEL_RAISED "level_raised" {
        subject: "Уровень вашей учётной записи изменился",
        opening: "Проверка завершена, у вашей учётной записи новый уровень.",
        advice: "Если вы ничего не меняли, смените пароль.",
        action: "Открыть профиль",
        path: "/profile",
    }
    /// A registry did not confirm what the holder has written.
    CHECK_FAILED "check_failed" {
        subject: "Данные не прошли проверку",
        opening: "Государственный реестр не подтвердил данные, которые вы указали.",
        advice: "Проверьте, что всё записано так же, как в документах, исправьте и отправьте ещё раз.",
        action: "Исправить данные",
        path: "/profile",
    }
    /// A parent gave the e-mail of a child.
    CHILD_EMAIL "child_email" {
        subject: "Подтвердите почту ребёнка",
        opening: "Этот адрес указан для учётной записи ребёнка. Пока он не подтверждён, войти по нему нельзя, а системы получают его с пометкой «не подтверждён».",
        advice: "Если вы не создавали учётную запись ребёнка, ничего делать не нужно.",
        action: "Подтвердить почту",
        path: "/login/child/email",
    }
    /// A parent wants to link the account that a child has already.
    CHILD_LINK "child_link" {
        subject: "Родитель хочет привязать вашу учётную запись",
        opening: "В разделе «Семья и дети» попросили привязать учётную запись с этой почтой.",
        advice: "Если вы этого не ждали, не соглашайтесь: без согласия ничего не изменится.",
        action: "Посмотреть и решить",
        path: "/login/child/link",
    }
    /// The account was deleted.
    ACCOUNT_DELETED "account_deleted" {
        subject: "Учётная запись удалена",
        opening: "Ваша учётная запись удалена, доступ информационных систем к вашим данным закрыт.",
        advice: "Зарегистрироваться можно снова: телефон и почта свободны.",
        action: "Зарегистрироваться",
        path: "/login/registration",
    }
    /// Somebody registers with this e-mail.
    REGISTRATION "registration" {
        subject: "Подтвердите почту, чтобы зарегистрироваться",
        opening: "Этот адрес указали при регистрации учётной записи. Подтвердите почту и придумайте пароль.",
        advice: "Если вы не регистрировались, ничего не делайте: запись не появится.",
        action: "Подтвердить почту",
        path: "/login/registration/email",
    }
    /// The account is there.
    REGISTERED "registered" {
        subject: "Вы зарегистрированы",
        opening: "Ваша учётная запись создана. Для входа используйте этот адрес и пароль.",
        advice: "Запись упрощённая. Заполните профиль, чтобы открыть больше сервисов.",
        action: "Открыть профиль",
        path: "/profile",
    }
    /// Identity could not be confirmed.
    CONFIRMATION_REFUSED "confirmation_refused" {
        subject: "Личность не подтверждена",
        opening: "Подтвердить вашу личность не удалось, уровень учётной записи не изменился.",
        advice: "Сверьте данные профиля с документами, исправьте и попробуйте ещё раз.",
        action: "Открыть профиль",
        path: "/profile",
    }
    /// A letter on paper is on its way.
    POST_CODE_ORDERED "post_code_ordered" {
        subject: "Код подтверждения личности отправлен по почте",
        opening: "Вы заказали код подтверждения личности. Он придёт заказным письмом.",
        advice: "Если письмо не придёт, закажите код ещё раз: прежний перестанет действовать.",
        action: "Ввести код",
        path: "/profile/confirm/post",
    }
    /// The first password of an account that an operator has made, or has given back.
    FIRST_PASSWORD "first_password" {
        subject: "Создайте пароль",
        opening: "Оператор центра обслуживания открыл вам доступ к учётной записи. Осталось придумать пароль.",
        advice: "Если вы не обращались в центр обслуживания, не переходите по ссылке.",
        action: "Создать пароль",
        path: "/login/recovery/first_password",
    }
    /// An operator has blocked the account.
    ACCOUNT_BLOCKED "account_blocked" {
        subject: "Учётная запись заблокирована",
        opening: "Оператор заблокировал вашу учётную запись: войти в неё нельзя, все сеансы завершены.",
        advice: "Чтобы восстановить доступ, придите в центр обслуживания с паспортом и СНИЛС.",
        action: "Открыть стенд",
        path: "/",
    }
    /// An operator has restored access.
    ACCESS_RESTORED "access_restored" {
        subject: "Доступ к учётной записи восстановлен",
        opening: "Оператор центра обслуживания восстановил доступ к вашей учётной записи.",
        advice: "Если вы не обращались в центр обслуживания, смените пароль.",
        action: "Войти",
        path: "/profile",
    }
    /// An organisation was registered.
    ORGANIZATION_ADDED "organization_added" {
        subject: "Организация зарегистрирована",
        opening: "Вы зарегистрировали учётную запись организации и стали её руководителем.",
        advice: "Теперь можно пригласить сотрудников.",
        action: "Открыть организации",
        path: "/profile/organizations",
    }
    /// Somebody is invited to work in an organisation.
    INVITATION "invitation" {
        subject: "Приглашение в организацию",
        opening: "Организация приглашает вас стать её сотрудником на Госуслугах. Принять приглашение можно с подтверждённой учётной записью.",
        advice: "Если вы не работаете в этой организации, ничего не делайте: приглашение перестанет действовать само.",
        action: "Посмотреть приглашение",
        path: "/profile/organizations/invitation/",
    }
    /// A place in an organisation has ended.
    ROLE_ENDED "role_ended" {
        subject: "Вы больше не сотрудник организации",
        opening: "Вас исключили из сотрудников организации: войти от её имени больше нельзя.",
        advice: "Если это ошибка, обратитесь к руководителю организации.",
        action: "Открыть организации",
        path: "/profile/organizations",
    }
    /// An e-mail is to be verified that the holder has given.
    CONTACT_LINK "contact_link" {
        subject: "Подтвердите электронную почту",
        opening: "Этот адрес указали в профиле учётной записи. Откройте ссылку и подтвердите его.",
        advice: "Если это были не вы, ничего делать не нужно: без подтверждения адрес не появится в профиле.",
        action: "Подтвердить почту",
        path: "/login/contact",
    }
    /// A phone or an e-mail was replaced by another one.
    CONTACT_CHANGED "contact_changed" {
        subject: "Контакт вашей учётной записи изменился",
        opening: "Телефон или почту вашей учётной записи заменили другими.",
        advice: "Если это были не вы, смените пароль.",
        action: "Открыть профиль",
        path: "/profile/data",
    }
    /// The name was changed, once registries had agreed.
    DATA_CHANGED "data_changed" {
        subject: "Данные вашей учётной записи изменились",
        opening: "Государственные реестры подтвердили новые данные, теперь они видны в вашей учётной записи.",
        advice: "Если вы ничего не меняли, смените пароль.",
        action: "Открыть профиль",
        path: "/profile/data",
    }
    /// The passport was not renewed in time.
    DOCUMENT_OUTDATED "document_outdated" {
        subject: "Паспорт просрочен",
        opening: "Паспорт меняют в 20 и в 45 лет; на это даётся 90 дней, и они прошли.",
        advice: "Укажите новый паспорт в профиле, когда получите его.",
        action: "Заменить паспорт",
        path: "/profile/documents",
    }
    /// The password was changed.
    PASSWORD_CHANGED "password_changed" {
        subject: "Пароль изменён",
        opening: "Пароль вашей учётной записи сменили.",
        advice: "Если это были не вы, восстановите доступ.",
        action: "Восстановить доступ",
        path: "/login/recovery",
    }
    /// The account was locked after wrong passwords.
    ACCOUNT_LOCKED "account_locked" {
        subject: "Вход в учётную запись временно закрыт",
        opening: "Пароль вашей учётной записи много раз набрали неверно, поэтому вход временно закрыт.",
        advice: "Если это были не вы, задайте новый пароль: после этого войти можно сразу.",
        action: "Восстановить доступ",
        path: "/login/recovery",
    }
    /// The way to a new password.
    RECOVERY "recovery" {
        subject: "Восстановление доступа",
        opening: "Кто-то, вероятно вы, восстанавливает доступ к вашей учётной записи. По ссылке можно задать новый пароль.",
        advice: "Если это были не вы, ничего не делайте: без этого письма пароль не сменить.",
        action: "Задать новый пароль",
        path: "/login/recovery/letter",
    }
    /// The password was recovered.
    PASSWORD_RECOVERED "password_recovered" {
        subject: "Пароль восстановлен",
        opening: "У вашей учётной записи новый пароль. Все прежние сеансы завершены.",
        advice: "Если это были не вы, сразу восстановите доступ ещё раз.",
        action: "Восстановить доступ",
        path: "/login/recovery",
    }
    /// The second factor or the security question was changed.
    PROTECTION_CHANGED "protection_changed" {
        subject: "Изменилась защита входа",
        opening: "В вашей учётной записи изменили защиту входа.",
        advice: "Если это были не вы, смените пароль.",
        action: "Открыть профиль",
        path: "/profile",
    }
    /// Somebody wants the holder to be their trusted contact.
    TRUSTED_INVITATION "trusted_invitation" {
        subject: "Вас просят стать доверенным контактом",
        opening: "Владелец другой учётной записи просит вас помогать ему восстанавливать доступ: код будет приходить сначала вам.",
        advice: "Соглашайтесь, только если знаете этого человека.",
        action: "Ответить",
        path: "/profile/security/trusted-contact",
    }
    /// A trusted contact has accepted, or is none any more.
    TRUSTED_CHANGED "trusted_changed" {
        subject: "Доверенный контакт изменился",
        opening: "У вашей учётной записи изменился доверенный контакт.",
        advice: "Если вы этого не ждали, проверьте настройки безопасности.",
        action: "Посмотреть",
        path: "/profile/security/trusted-contact",
    }
    /// The holder took a consent back.
    CONSENT_REVOKED "consent_revoked" {
        subject: "Вы отозвали согласие",
        opening: "Информационная система больше не получает данные вашей учётной записи.",
        advice: "Если согласие отозвали не вы, смените пароль.",
        action: "Посмотреть согласия",
        path: "/profile/consents",
    }
}
