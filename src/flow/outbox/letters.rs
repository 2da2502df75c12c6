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
    /// The holder allowed a system to see his data.
    CONSENT_GIVEN "consent_given" {
        subject: "Вы предоставили доступ к своим данным",
        opening: "Вы разрешили информационной системе получать данные вашей учётной записи.",
        advice: "Если разрешение дали не вы, отзовите его и смените пароль.",
        action: "Посмотреть согласия",
        path: "/profile/consents",
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
    /// Somebody wants the holder to be his trusted contact.
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
