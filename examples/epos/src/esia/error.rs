//! What goes wrong on the way to ЕСИА and back, and what a citizen can do about it.

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EsiaError {
    /// Our own key, certificate or address cannot be used.
    #[error("setup: {0}")]
    Setup(String),
    /// ЕСИА did not answer.
    #[error("{what}: no answer ({cause})")]
    Unreachable {
        /// What was asked.
        what: String,
        /// What happened.
        cause: String,
    },
    /// ЕСИА took too long.
    #[error("{0}: no answer in time")]
    Late(String),
    /// ЕСИА refused, or something before it did.
    #[error("{what}: {status} {code}")]
    Refused {
        /// What was asked.
        what: String,
        /// The status.
        status: u16,
        /// The code of the error, as far as it can be read.
        code: String,
    },
    /// The answer cannot be read.
    #[error("{what}: {why}")]
    Unreadable {
        /// What was asked.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// A token that is not what it must be.
    #[error("the token is not accepted: {0}")]
    Token(String),
}

impl EsiaError {
    /// In plain words, for the citizen.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Setup(_) => "ЭПОС неверно настроен. Сообщите об этом в техподдержку.",
            Self::Unreachable { .. } => "Госуслуги сейчас не отвечают. Попробуйте войти ещё раз через несколько минут.",
            Self::Late(_) => "Госуслуги отвечают слишком долго. Попробуйте войти ещё раз через несколько минут.",
            Self::Refused { status: 500.., .. } => {
                "Специалисты восстанавливают работу Госуслуг. Проверьте работу системы через 1–2 часа."
            }
            Self::Refused { .. } => "Госуслуги не подтвердили вход: он устарел или уже был завершён. Войдите ещё раз.",
            Self::Unreadable { .. } => {
                "Госуслуги ответили не так, как ожидалось. Войдите ещё раз; если не поможет, напишите в техподдержку."
            }
            Self::Token(_) => {
                "Ответ Госуслуг не прошёл проверку, поэтому вход не выполнен. Войдите ещё раз; если не поможет, \
                 напишите в техподдержку."
            }
        }
    }
}

/// What the browser brought instead of a code, in plain words.
pub fn refusal_words(error: &str, description: &str) -> &'static str {
    if description.contains("ESIA-007062") || description.contains("ESIA-007060") {
        return "Для доступа к журналам и дневникам войдите как «Частное лицо».";
    }
    if description.contains("ESIA-007055") {
        return "Эта учётная запись не подтверждена. Подтвердите её и войдите ещё раз.";
    }
    if description.contains("ESIA-007008") {
        return "Госуслуги временно недоступны. Проверьте работу системы через 1–2 часа.";
    }
    match error {
        "access_denied" => {
            "Вы не предоставили ЭПОС доступ к своим данным, поэтому вход не выполнен. В ваших данных ничего не \
             изменилось. Чтобы войти, нажмите «Предоставить»."
        }
        "login_required" | "interaction_required" | "consent_required" => "Вход не завершён. Войдите ещё раз.",
        "temporarily_unavailable" | "server_error" => {
            "Специалисты восстанавливают работу Госуслуг. Проверьте работу системы через 1–2 часа."
        }
        _ => "Госуслуги отказали во входе. Войдите ещё раз; если не поможет, напишите в техподдержку.",
    }
}
