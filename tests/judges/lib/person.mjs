// The test contour's person 006, as the embedded fixtures have it.

export const PERSON_006 = {
  login: 'EsiaTest006@yandex.ru',
  password: '11111111',
  lastName: 'Фамилия006',
  firstName: 'Имя006',
  middleName: 'Отчество006',
  snils: '000-000-600 06',
};
