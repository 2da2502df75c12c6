// What calls answer, as values. A value has everything that was answered, under the API's names.

/** Somebody of the stand; `fixture` has everything that is known of them. */
export class Person {
  constructor({ person, ...shown }) {
    Object.assign(this, shown);
    this.persona = person.persona;
    this.fixture = person;
  }

  get level() {
    return this.fixture.account.level;
  }

  get snils() {
    return this.fixture.snils ?? undefined;
  }

  get last_name() {
    return this.fixture.last_name;
  }

  get first_name() {
    return this.fixture.first_name;
  }

  get email() {
    return this.#contact('email');
  }

  get phone() {
    return this.#contact('mobile');
  }

  #contact(kind) {
    return this.fixture.contacts?.find((contact) => contact.kind === kind)?.value;
  }
}

/** The word by which calls know a person: they themselves, or their persona, oid or login. */
export const whom = (person) => (person instanceof Person ? person.persona : String(person));

/** What came of a sign-in. As text it is where the browser would go; empty where it would see a page or post `form`. */
export class SignIn {
  constructor(said) {
    Object.assign(this, said);
    this.redirect_urls = said.redirect_urls ?? (said.redirect_url ? [said.redirect_url] : []);
  }

  toString() {
    return this.redirect_url ?? '';
  }
}
