//! Where the parts of the cabinet are: forms lead back to the part that they belong to.

/// «Мои данные».
pub const DATA: &str = "/profile/data";

/// «Документы».
pub const DOCUMENTS: &str = "/profile/documents";

/// «Безопасность».
pub const SECURITY: &str = "/profile/security";

/// «Согласия».
pub const CONSENTS: &str = "/profile/consents";
