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
    /// Where it leads to, on the stand.
    pub path: &'static str,
}

/// Somebody signed in from a browser that never did so before.
pub const SIGN_IN_NOTICE: LetterDef = LetterDef {
    name: "sign_in_notice",
    subject: "Вход в учётную запись с нового устройства",
    opening: "В вашу учётную запись вошли из браузера, которым вы раньше не пользовались.",
    advice: "Если это были вы, ничего делать не нужно. Если нет — смените пароль.",
    action: "Сменить пароль",
    path: "/login/recovery",
};

/// The holder allowed a system to see his data.
pub const CONSENT_GIVEN: LetterDef = LetterDef {
    name: "consent_given",
    subject: "Вы предоставили доступ к своим данным",
    opening: "Вы разрешили информационной системе получать данные вашей учётной записи.",
    advice: "Если разрешение дали не вы, смените пароль.",
    action: "Посмотреть системы стенда",
    path: "/login/where",
};

/// Every kind.
pub const LETTERS: [&LetterDef; 2] = [&SIGN_IN_NOTICE, &CONSENT_GIVEN];
