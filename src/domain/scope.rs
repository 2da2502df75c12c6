//! THE SCOPE TABLE: what each scope is called on the consent page and what it opens.
//!
//! Consent rows, `ESIA-007006`, REST permissions, `esia-mock scopes` and the documentation are all
//! derived from it. Labels: МР table of scopes (neutral form); the possessive form of the live page is
//! known for three of them and built alike for the rest, which `certain` tells.

/// Whose data a scope is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The person who signs in.
    Person,
    /// The children of that person.
    Child,
    /// An organisation where that person works.
    Organization,
    /// Nobody in particular: a permission of the information system itself.
    System,
}

/// A piece of data that REST shows or hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The identity token.
    Identity,
    /// ФИО.
    Name,
    /// Date of birth.
    BirthDate,
    /// Place of birth.
    BirthPlace,
    /// Sex.
    Gender,
    /// СНИЛС.
    Snils,
    /// ИНН.
    Inn,
    /// Main identity document and citizenship.
    IdentityDocument,
    /// Полис ОМС.
    MedicalPolicy,
    /// Военный билет.
    MilitaryId,
    /// Заграничный паспорт.
    InternationalPassport,
    /// Водительское удостоверение.
    DrivingLicence,
    /// Свидетельство о рождении.
    BirthCertificate,
    /// Вид на жительство.
    ResidencePermit,
    /// Разрешение на временное проживание.
    TemporaryResidence,
    /// Vehicles.
    Vehicles,
    /// E-mail.
    Email,
    /// Mobile phone.
    Mobile,
    /// Phones at home and e-mail for notifications.
    OtherContacts,
    /// Addresses.
    Addresses,
    /// Organisations and roles.
    Organizations,
    /// Picture.
    Avatar,
    /// Самозанятый?
    SelfEmployed,
    /// Social categories.
    Categories,
    /// Biometry; no REST effect.
    Biometry,
    /// ФИО of children.
    ChildName,
    /// Dates of birth of children.
    ChildBirthDate,
    /// Sex of children.
    ChildGender,
    /// СНИЛС of children.
    ChildSnils,
    /// ИНН of children.
    ChildInn,
    /// Birth certificates of children.
    ChildBirthCertificate,
    /// Полисы ОМС of children.
    ChildMedicalPolicy,
    /// Phones of children.
    ChildMobile,
    /// E-mails of children.
    ChildEmail,
    /// School data of children; no REST effect is known.
    ChildSchool,
    /// Short name of an organisation.
    OrganizationShortName,
    /// Full name of an organisation.
    OrganizationFullName,
    /// Kind of an organisation.
    OrganizationKind,
    /// ОГРН.
    OrganizationOgrn,
    /// ИНН of an organisation.
    OrganizationInn,
    /// Legal form.
    OrganizationLegalForm,
    /// КПП.
    OrganizationKpp,
    /// Territory of a public authority.
    OrganizationAgencyTerritory,
    /// Kind of a public authority.
    OrganizationAgencyType,
    /// ОКТМО.
    OrganizationOktmo,
    /// Contacts of an organisation.
    OrganizationContacts,
    /// Addresses of an organisation.
    OrganizationAddresses,
    /// Vehicles of an organisation.
    OrganizationVehicles,
    /// Access groups.
    OrganizationGroups,
    /// Employees.
    OrganizationEmployees,
    /// Branches.
    OrganizationBranches,
    /// Anything else of an organisation; no REST effect is known.
    OrganizationOther,
    /// A permission without data.
    Nothing,
}

/// One row of the table.
#[derive(Debug)]
pub struct ScopeDef {
    /// The name on the wire.
    pub name: &'static str,
    /// Whose data.
    pub holder: Holder,
    /// The row of the consent page; empty where none is shown.
    pub title: &'static str,
    /// The answer to «?».
    pub hint: &'static str,
    /// What it opens.
    pub opens: &'static [Resource],
    /// Is the wording known word for word?
    pub certain: bool,
    /// Where the scope is known from.
    pub source: &'static str,
}

const MR: &str = "МР, table of scopes";
const CLIENTS: &str = "public clients";
const OPENID: &str = "OpenID Connect Core 1.0, 5.4 and 11";

macro_rules! scopes {
    ($($holder:ident $name:literal $title:literal $hint:literal [$($opens:ident),*] $certain:literal $source:ident;)*) => {
        /// Every scope, in the order of МР.
        pub const SCOPES: &[ScopeDef] = &[$(ScopeDef {
            name: $name, holder: Holder::$holder, title: $title, hint: $hint,
            opens: &[$(Resource::$opens),*], certain: $certain, source: $source,
        }),*];
    };
}

scopes! {
    Person "openid" "" "" [Identity] true MR;
    Person "fullname" "Просмотр вашей фамилии, имени и отчества"
        "Фамилия, имя и отчество, как они записаны в профиле." [Name] true MR;
    Person "birthdate" "Просмотр даты вашего рождения" "День, месяц и год рождения." [BirthDate] true MR;
    Person "gender" "Просмотр вашего пола" "Пол, указанный в профиле." [Gender] false MR;
    Person "snils" "Просмотр вашего СНИЛС"
        "Страховой номер индивидуального лицевого счёта в Социальном фонде." [Snils] true MR;
    Person "inn" "Просмотр вашего ИНН" "Идентификационный номер налогоплательщика." [Inn] false MR;
    Person "id_doc" "Просмотр данных о вашем документе, удостоверяющем личность"
        "Вид, серия и номер документа, когда и кем выдан, гражданство." [IdentityDocument] true MR;
    Person "birthplace" "Просмотр места вашего рождения" "Место рождения, как в документе." [BirthPlace] false MR;
    Person "medical_doc" "Просмотр данных вашего полиса ОМС"
        "Номер полиса обязательного медицинского страхования." [MedicalPolicy] false MR;
    Person "military_doc" "Просмотр данных вашего военного билета"
        "Серия и номер военного билета, когда и кем выдан." [MilitaryId] false MR;
    Person "foreign_passport_doc" "Просмотр данных вашего заграничного паспорта"
        "Серия и номер заграничного паспорта, срок действия, имя латинскими буквами." [InternationalPassport] false MR;
    Person "drivers_licence_doc" "Просмотр данных вашего водительского удостоверения"
        "Серия и номер водительского удостоверения, срок действия." [DrivingLicence] false MR;
    Person "birth_cert_doc" "Просмотр данных вашего свидетельства о рождении"
        "Серия и номер свидетельства о рождении, когда и кем выдано." [BirthCertificate] false MR;
    Person "residence_doc" "Просмотр данных вашего вида на жительство"
        "Номер вида на жительство, срок действия." [ResidencePermit] false MR;
    Person "temporary_residence_doc" "Просмотр данных вашего разрешения на временное проживание"
        "Номер разрешения на временное проживание, срок действия." [TemporaryResidence] false MR;
    Person "vehicles" "Просмотр данных ваших транспортных средств"
        "Название, государственный номер и свидетельство о регистрации." [Vehicles] false MR;
    Person "email" "Просмотр вашего адреса электронной почты"
        "Адрес электронной почты из профиля и сведения о том, подтверждён ли он." [Email] true MR;
    Person "mobile" "Просмотр номера вашего мобильного телефона"
        "Номер мобильного телефона и сведения о том, подтверждён ли он." [Mobile] false MR;
    Person "addresses" "Просмотр данных о ваших адресах" "Адреса регистрации и проживания." [Addresses] false MR;
    Person "contacts" "Просмотр данных о ваших контактах и адресах"
        "Телефоны, адреса электронной почты, адреса регистрации и проживания."
        [Email, Mobile, OtherContacts, Addresses] false CLIENTS;
    Person "usr_org" "Просмотр списка ваших организаций"
        "Организации, в которых вы работаете, и ваши роли в них." [Organizations] false CLIENTS;
    Person "usr_avt" "Просмотр вашего изображения" "Изображение (аватар) из профиля." [Avatar] false CLIENTS;
    Person "self_employed" "Просмотр данных о самозанятости"
        "Состоите ли вы на учёте как самозанятый." [SelfEmployed] false CLIENTS;
    Person "categories" "Просмотр ваших социальных категорий" "Льготные и социальные категории." [Categories] false CLIENTS;
    Person "bio" "Доступ к биометрии" "Сведения биометрической системы." [Biometry] false CLIENTS;
    Person "ext_auth_result" "Просмотр результата биометрической проверки"
        "Итог проверки биометрической системой." [Biometry] false CLIENTS;
    Person "bio_export" "Передача биометрии" "Передача сведений биометрической системы." [Biometry] false CLIENTS;
    Person "usr_inf" "Просмотр всех данных вашего профиля"
        "Все сведения профиля: ФИО, документы, контакты, адреса, транспортные средства."
        [Name, BirthDate, BirthPlace, Gender, Snils, Inn, IdentityDocument, MedicalPolicy, MilitaryId,
         InternationalPassport, DrivingLicence, BirthCertificate, ResidencePermit, TemporaryResidence, Vehicles,
         Email, Mobile, OtherContacts, Addresses, SelfEmployed, Avatar] false CLIENTS;
    Person "usr_sec" "Просмотр настроек безопасности" "Устаревшая область доступа." [Nothing] false CLIENTS;
    Person "usr_trm" "Просмотр списка ваших терминалов" "Устаревшая область доступа." [Nothing] false CLIENTS;
    Person "profile" "Просмотр основных сведений вашего профиля"
        "Фамилия, имя и отчество, дата рождения и пол." [Name, BirthDate, Gender] false OPENID;
    Person "phone" "Просмотр номера вашего телефона"
        "Номер мобильного телефона из профиля и сведения о том, подтверждён ли он." [Mobile] false OPENID;
    Person "address" "Просмотр вашего адреса"
        "Адрес регистрации, а если его нет — адрес проживания." [Addresses] false OPENID;
    Person "offline_access" "Доступ к разрешённым данным без вашего участия"
        "Система сможет обращаться к данным и после того, как вы выйдете." [Nothing] false OPENID;
    Child "kid_fullname" "Просмотр фамилии, имени и отчества вашего ребёнка"
        "ФИО детей, внесённых в профиль." [ChildName] false CLIENTS;
    Child "kid_birthdate" "Просмотр даты рождения вашего ребёнка"
        "Даты рождения детей, внесённых в профиль." [ChildBirthDate] false CLIENTS;
    Child "kid_gender" "Просмотр пола вашего ребёнка" "Пол детей, внесённых в профиль." [ChildGender] false CLIENTS;
    Child "kid_snils" "Просмотр СНИЛС вашего ребёнка" "СНИЛС детей, внесённых в профиль." [ChildSnils] false CLIENTS;
    Child "kid_inn" "Просмотр ИНН вашего ребёнка" "ИНН детей, внесённых в профиль." [ChildInn] false CLIENTS;
    Child "kid_birth_cert_doc" "Просмотр данных свидетельства о рождении вашего ребёнка"
        "Серия и номер свидетельств о рождении детей." [ChildBirthCertificate] false CLIENTS;
    Child "kid_medical_doc" "Просмотр данных полиса ОМС вашего ребёнка"
        "Номера полисов обязательного медицинского страхования детей." [ChildMedicalPolicy] false CLIENTS;
    Child "kid_mobile" "Просмотр номера мобильного телефона вашего ребёнка"
        "Телефоны детей, внесённых в профиль." [ChildMobile] false CLIENTS;
    Child "kid_email" "Просмотр адреса электронной почты вашего ребёнка"
        "Адреса электронной почты детей, внесённых в профиль." [ChildEmail] false CLIENTS;
    Child "kid_school_data" "Просмотр сведений о школе вашего ребёнка"
        "Сведения об образовательной организации ребёнка." [ChildSchool] false CLIENTS;
    Organization "org_shortname" "Просмотр краткого наименования организации" "Краткое наименование." [OrganizationShortName] false CLIENTS;
    Organization "org_fullname" "Просмотр полного наименования организации" "Полное наименование." [OrganizationFullName] false CLIENTS;
    Organization "org_type" "Просмотр типа организации" "Юридическое лицо, предприниматель или орган власти." [OrganizationKind] false CLIENTS;
    Organization "org_ogrn" "Просмотр ОГРН организации" "Основной государственный регистрационный номер." [OrganizationOgrn] false CLIENTS;
    Organization "org_inn" "Просмотр ИНН организации" "Идентификационный номер налогоплательщика." [OrganizationInn] false CLIENTS;
    Organization "org_leg" "Просмотр организационно-правовой формы" "Код организационно-правовой формы." [OrganizationLegalForm] false CLIENTS;
    Organization "org_kpp" "Просмотр КПП организации" "Код причины постановки на учёт." [OrganizationKpp] false CLIENTS;
    Organization "org_agencyterrange" "Просмотр территории органа власти" "Территория, на которой действует орган власти." [OrganizationAgencyTerritory] false CLIENTS;
    Organization "org_agencytype" "Просмотр типа органа власти" "Код типа органа власти." [OrganizationAgencyType] false CLIENTS;
    Organization "org_oktmo" "Просмотр ОКТМО организации" "Код территории муниципального образования." [OrganizationOktmo] false CLIENTS;
    Organization "org_ctts" "Просмотр контактов организации" "Телефоны, факс и электронная почта." [OrganizationContacts] false CLIENTS;
    Organization "org_addrs" "Просмотр адресов организации" "Юридический и почтовый адреса." [OrganizationAddresses] false CLIENTS;
    Organization "org_vhls" "Просмотр транспортных средств организации" "Транспортные средства организации." [OrganizationVehicles] false CLIENTS;
    Organization "org_grps" "Просмотр групп доступа организации" "Группы доступа, в которые входит сотрудник." [OrganizationGroups] false CLIENTS;
    Organization "org_emps" "Просмотр сотрудников организации" "Список сотрудников." [OrganizationEmployees] false CLIENTS;
    Organization "org_brhs" "Просмотр филиалов организации" "Список филиалов." [OrganizationBranches] false CLIENTS;
    Organization "org_brhs_ctts" "Просмотр контактов филиалов организации" "Контакты филиалов." [OrganizationOther] false CLIENTS;
    Organization "org_brhs_addrs" "Просмотр адресов филиалов организации" "Адреса филиалов." [OrganizationOther] false CLIENTS;
    Organization "org_rcs" "Просмотр центров регистрации организации" "Центры регистрации." [OrganizationOther] false CLIENTS;
    Organization "org_stms" "Просмотр информационных систем организации" "Информационные системы организации." [OrganizationOther] false CLIENTS;
    Organization "org_invts" "Просмотр приглашений организации" "Приглашения сотрудников." [OrganizationOther] false CLIENTS;
    Organization "org_ra" "Просмотр сведений об органе регистрации" "Сведения органа регистрации." [OrganizationOther] false CLIENTS;
    System "prm_chg" "" "" [Nothing] true CLIENTS;
    System "http://lk.gosuslugi.ru/api-order" "" "" [Nothing] true CLIENTS;
}

impl ScopeDef {
    /// Is it one of OpenID Connect that ЕСИА itself does not have?
    pub fn is_standard_only(&self) -> bool {
        self.source == OPENID
    }
}

/// Finds a scope of ЕСИА by its name.
pub fn find_esia(name: &str) -> Option<&'static ScopeDef> {
    find(name).filter(|row| !row.is_standard_only())
}

/// Finds a scope of any door by its name.
pub fn find(name: &str) -> Option<&'static ScopeDef> {
    SCOPES.iter().find(|row| row.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::scope::Scope;

    #[test]
    fn every_row_can_be_written_shown_and_explained() {
        for row in SCOPES {
            assert_eq!(Scope::parse(row.name).expect(row.name).name, row.name);
            assert_eq!(row.title.is_empty(), row.hint.is_empty(), "{}", row.name);
            assert!(!row.opens.is_empty() && !row.source.is_empty(), "{}", row.name);
            assert_eq!(SCOPES.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
            let shown = row.holder != Holder::System && row.name != "openid";
            assert_eq!(!row.title.is_empty(), shown, "{}", row.name);
        }
    }

    #[test]
    fn the_three_rows_of_the_mission_have_the_wording_of_the_users_documents() {
        let title = |name| find(name).map(|row| row.title);
        assert_eq!(title("snils"), Some("Просмотр вашего СНИЛС"));
        assert_eq!(title("email"), Some("Просмотр вашего адреса электронной почты"));
        assert_eq!(title("fullname"), Some("Просмотр вашей фамилии, имени и отчества"));
    }
}
