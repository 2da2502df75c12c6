package esiamock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody of the stand.
 *
 * @param fixture everything that is known of them, with the names of the tester's API
 * @param login what they can sign in with now; null if nothing
 * @param password null where it is not known
 * @param warnings what is odd about them, and which steps of real life were skipped
 */
public record Person(Map<String, Object> fixture, long oid, String login, List<String> logins, String password,
        List<String> warnings) {
    static Person of(Map<String, Object> shown) {
        return new Person(Json.object(shown.get("person")), (Long) shown.get("oid"), (String) shown.get("login"),
                Json.texts(shown.get("logins")), (String) shown.get("password"), Json.texts(shown.get("warnings")));
    }

    /** Somebody with a confirmed account; what is not said about them is made up. */
    public static Wish confirmed() {
        return new Wish().level("confirmed");
    }

    /** The same under a name of the test's; made anew if they exist. */
    public static Wish confirmed(String persona) {
        return confirmed().persona(persona);
    }

    public static Wish standard() {
        return new Wish().level("standard");
    }

    public static Wish standard(String persona) {
        return standard().persona(persona);
    }

    public static Wish simplified() {
        return new Wish().level("simplified");
    }

    public static Wish simplified(String persona) {
        return simplified().persona(persona);
    }

    public String persona() {
        return (String) fixture.get("persona");
    }

    public String level() {
        return (String) Json.object(fixture.get("account")).get("level");
    }

    public String lastName() {
        return (String) fixture.get("last_name");
    }

    public String firstName() {
        return (String) fixture.get("first_name");
    }

    public String snils() {
        return (String) fixture.get("snils");
    }

    public String email() {
        return contact("email");
    }

    public String phone() {
        return contact("mobile");
    }

    private String contact(String kind) {
        Object contacts = fixture.getOrDefault("contacts", List.of());
        return Json.objects(contacts).stream().filter(contact -> contact.get("kind").equals(kind))
                .map(contact -> (String) contact.get("value")).findFirst().orElse(null);
    }

    /** The word by which calls know a person: a {@link Person}, a persona, an oid or a login. */
    static String whom(Object person) {
        return person instanceof Person known ? known.persona() : String.valueOf(person);
    }

    /** What somebody is to be like; the rest is made up. */
    public static final class Wish {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        public Wish persona(String persona) {
            return with("persona", persona);
        }

        public Wish level(String level) {
            return with("level", level);
        }

        public Wish age(int years) {
            return with("age", years);
        }

        public Wish emailVerified(boolean verified) {
            return with("email_verified", verified);
        }

        /** Any field of a person by its name in the tester's API; null takes it away. */
        public Wish with(String field, Object value) {
            fields.put(field, value);
            return this;
        }

        Map<String, Object> fields() {
            return fields;
        }
    }
}
