package esiamock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A running stand: one closed world of ЕСИА. A method is one call of the tester's API, with its words. A parameter
 * {@code person} is a {@link Person}, or their persona, oid or login.
 */
public class Stand {
    /** Where a stand is. Only the stand `default`, at {@code server}, makes and ends stands. */
    record Place(String name, String url, Api api, Api server) {
        static Place of(Map<String, Object> made, Api server) {
            Api api = new Api((String) made.get("control_url"), server.token());
            return new Place((String) made.get("name"), (String) made.get("url"), api, server);
        }
    }

    private final Supplier<Place> place;
    private final Clock clock = new Clock(this::api, null);
    private final List<Fault> armed = new CopyOnWriteArrayList<>();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
    private volatile long since;

    Stand(Supplier<Place> place) {
        this.place = place;
    }

    Api api() {
        return place.get().api();
    }

    private Api server() {
        return place.get().server();
    }

    /** The base URL, for the tested system; the issuer of the standard endpoints as well. */
    public String url() {
        return place.get().url();
    }

    public String name() {
        return place.get().name();
    }

    public Clock clock() {
        return clock;
    }

    /** `version`, `api`, `features` of the program. */
    public Map<String, Object> version() {
        return api().get("/version");
    }

    // -- stands

    /** Another stand of the same server, from the fixtures, with a port of its own. */
    public Stand stand() {
        return stand(Map.of("address", "port"));
    }

    /** With `name`, `address`, `clock`, `seed`, `idle`, `from`. */
    public Stand stand(Map<String, ?> wish) {
        Map<String, Object> fields = new HashMap<>(wish);
        Object name = fields.remove("name");
        Map<String, Object> made = name == null
                ? server().post("/stands", fields) : server().put(Api.path("stands", name), fields);
        Place other = Place.of(made, server());
        return new Stand(() -> other);
    }

    public List<Map<String, Object>> stands() {
        return Json.objects(server().get("/stands").get("stands"));
    }

    /** Ends a stand that {@link #stand()} has made. */
    public void end() {
        server().delete(Api.path("stands", name()));
    }

    /** As it was made. Numbers of the journal go on. */
    public void reset() {
        api().post("/reset", null);
    }

    public Map<String, Object> snapshot(String name) {
        return api().put(Api.path("snapshots", name), null);
    }

    public void restore(String name) {
        api().post(Api.path("snapshots", name, "restore"), null);
    }

    /** The stand as a zip of fixtures. */
    public byte[] exportFixtures() {
        return api().bytes("GET", "/export", null);
    }

    public Map<String, Object> importFixtures(byte[] archive) {
        return api().post("/import", archive);
    }

    // -- who is there

    /** Somebody new. What is left out is made up. */
    public Person person(Person.Wish wish) {
        Object persona = wish.fields().get("persona");
        return Person.of(persona == null
                ? api().post("/people", wish.fields()) : api().put(Api.path("people", persona), wish.fields()));
    }

    public Person findPerson(Object person) {
        return Person.of(api().get(of(person)));
    }

    public List<Map<String, Object>> people() {
        return people(Map.of());
    }

    /** By `q`, `level`, `status`. */
    public List<Map<String, Object>> people(Map<String, ?> wanted) {
        return Json.objects(api().get("/people", merged(Map.of("limit", 1000), wanted)).get("people"));
    }

    /** By force, whatever real life would demand first. */
    public Person change(Object person, Map<String, ?> fields) {
        return Person.of(api().patch(of(person), fields));
    }

    public void remove(Object person) {
        api().delete(of(person));
    }

    /** A child with an account. */
    public Person child(Object parent, int age) {
        return child(parent, new Person.Wish().age(age));
    }

    public Person child(Object parent, Person.Wish wish) {
        return Person.of(api().post(of(parent, "children"), wish.fields()));
    }

    public Person verify(Object person, String contact) {
        return Person.of(api().post(of(person, "contacts", contact, "verify"), null));
    }

    public Person unverify(Object person, String contact) {
        return Person.of(api().post(of(person, "contacts", contact, "unverify"), null));
    }

    public List<Map<String, Object>> consents(Object person) {
        return Json.objects(api().get(of(person, "consents")).get("consents"));
    }

    /** The person allows the system these scopes, and no others. */
    public List<Map<String, Object>> allow(Object person, String client, String... scopes) {
        Map<String, Object> body = Map.of("scopes", List.of(scopes));
        return Json.objects(api().put(of(person, "consents", client), body).get("consents"));
    }

    /** The person takes their consent back. */
    public void withdraw(Object person, String client) {
        api().delete(of(person, "consents", client));
    }

    /** Opens a session: its cookies, as drivers of browsers take them. */
    public List<Map<String, Object>> session(Object person) {
        return Json.objects(api().post(of(person, "sessions"), null).get("cookies"));
    }

    /** Ends sessions, and tells systems by the back channel; how many sessions there were. */
    public long logout(Object person) {
        return (Long) api().post(of(person, "logout"), null).get("ended");
    }

    /** Registers a system. */
    public Map<String, Object> client(Client client) {
        return Json.object(api().put(Api.path("clients", client.mnemonic()), client.fields()).get("client"));
    }

    /** A key of the system and its certificate, which the stand accepts from now on: `private_key`, `certificate`. */
    public Map<String, Object> clientKey(String mnemonic) {
        return clientKey(mnemonic, Map.of());
    }

    /** With `algorithm`: rsa, gost256 or gost512. */
    public Map<String, Object> clientKey(String mnemonic, Map<String, ?> wish) {
        return api().post(Api.path("clients", mnemonic, "keys"), wish);
    }

    public Map<String, Object> organization(String name, Map<String, ?> fields) {
        return Json.object(api().put(Api.path("organizations", name), fields).get("organization"));
    }

    // -- signing in

    /** Signs somebody in, without a browser, for the request that the tested system made. */
    public SignIn signIn(String authorizeUrl, Object person) {
        return signIn(authorizeUrl, person, Map.of());
    }

    /** `role`, `cookies`, `method`, `body`, `consent`. A refusal is in the answer. */
    public SignIn signIn(String authorizeUrl, Object person, Map<String, ?> more) {
        Map<String, Object> wish = merged(Map.of("authorize_url", authorizeUrl), more);
        if (person != null) {
            wish.put("person", Person.whom(person));
        }
        SignIn back = SignIn.of(api().post("/sign-ins", wish));
        hear(back.refusal());
        return back;
    }

    /** The same, but the person does not give their consent. */
    public SignIn refuse(String authorizeUrl, Object person) {
        return signIn(authorizeUrl, person, Map.of("consent", "deny"));
    }

    /** Tokens without a request. */
    public Tokens tokens(String client, Object person, String... scopes) {
        return tokens(client, person, List.of(scopes), Map.of());
    }

    /** `lifetime`, negative for tokens that have expired, `endpoint`, `nonce`, `role`, `consent`. */
    public Tokens tokens(String client, Object person, List<String> scopes, Map<String, ?> more) {
        Map<String, Object> wish = Map.of("client", client, "person", Person.whom(person), "scopes", scopes);
        Tokens tokens = Tokens.of(api().post("/tokens", merged(wish, more)));
        hear(tokens.refusal());
        return tokens;
    }

    /** Kept for {@link #journal}: the stand's journal has what came by the line. */
    private void hear(Refusal refusal) {
        if (refusal != null) {
            refusals.add(refusal);
        }
    }

    public void revoke(String token) {
        api().post("/tokens/revoke", Map.of("token", token));
    }

    // -- faults

    /**
     * Lets the stand fail: {@code fault("token", Map.of("status", 502, "times", 1))}. Others than `client`, `person`,
     * `method`, `path`, `skip`, `times`, `until`, `for`, `handle` and `name` say what the fault does.
     */
    public Fault fault(String at, Map<String, ?> said) {
        Map<String, Object> wish = Fault.wish(at, said);
        Object name = said.get("name");
        Map<String, Object> made = name == null
                ? api().post("/faults", wish) : api().put(Api.path("faults", name), wish);
        Fault fault = new Fault(this::api, (String) made.get("name"));
        armed.add(fault);
        return fault;
    }

    public List<Map<String, Object>> faults() {
        return Json.objects(api().get("/faults").get("faults"));
    }

    public void clearFaults() {
        api().delete("/faults");
    }

    // -- what happened

    /** Requests since the test began. */
    public Requests requests() {
        return requests(null);
    }

    /** Those of one kind, such as token. */
    public Requests requests(String at) {
        return requests(at, Map.of());
    }

    /** By `client`, `person`, `status`, `refused`, `login`, `trace`, `path`. */
    public Requests requests(String at, Map<String, ?> wanted) {
        Map<String, Object> asked = merged(Map.of("after", since), wanted);
        if (at != null) {
            asked.put("at", at);
        }
        asked.computeIfPresent("person", (word, person) -> Person.whom(person));
        return new Requests(this::api, asked);
    }

    /** The last request with its answer, decoded. */
    public Map<String, Object> request() {
        return api().get("/requests/last");
    }

    public Map<String, Object> request(long number) {
        return api().get(Api.path("requests", number));
    }

    /** From now on {@link #requests} knows only what comes later. */
    public void mark() {
        since = (Long) api().get("/requests", Map.of("limit", 1)).get("last");
        refusals.clear();
    }

    /** The requests since the test began, refusals with cause and cure. */
    public String journal() {
        return Journal.asText(requests().list(), refusals);
    }

    /** The same as JSON, each request with its answer, decoded. */
    public String keep() {
        return Json.write(requests().list().stream().map(one -> request((Long) one.get("n"))).toList());
    }

    /** Clears the faults that were armed here, and puts the clock to what it was before it was moved here. */
    void putBack() {
        armed.forEach(Fault::clear);
        armed.clear();
        clock.putBack();
    }

    /** Letters and messages that were written. */
    public Outbox outbox() {
        return outbox(Map.of());
    }

    public Outbox outbox(Object person) {
        return outbox(Map.of("person", person));
    }

    /** By `person`, `kind`, `to`, `after`. */
    public Outbox outbox(Map<String, ?> wanted) {
        Map<String, Object> asked = new LinkedHashMap<>(wanted);
        asked.computeIfPresent("person", (word, person) -> Person.whom(person));
        return new Outbox(this::api, asked);
    }

    /** What somebody gets: {@code inbox(anna).next()}. One inbox a person, which goes on where it was. */
    public Inbox inbox(Object person) {
        return inboxes.computeIfAbsent(Person.whom(person), name -> new Inbox(this::api, name));
    }

    /** What happened to citizens: by `person`, `after`, `wait`. */
    public List<Map<String, Object>> events(Map<String, ?> wanted) {
        Map<String, Object> query = merged(Map.of("limit", 1000), wanted);
        query.computeIfPresent("person", (word, person) -> Person.whom(person));
        return Json.objects(api().get("/events", query).get("events"));
    }

    // -- settings

    public Map<String, Object> settings() {
        return api().get("/settings");
    }

    /** `rules`, `auto_sign_in` and others. */
    public Map<String, Object> changeSettings(Map<String, ?> values) {
        return api().patch("/settings", values);
    }

    /** The next keys of the issuer sign. */
    public List<Map<String, Object>> rotateKeys() {
        return Json.objects(api().post("/keys/rotate", null).get("keys"));
    }

    /** What МВД (`mvd`), СФР (`sfr`) or ЗАГС (`zags`) answers about a number: `outcome`, `after`. */
    public void registry(String registry, String number, Map<String, ?> wish) {
        api().put(Api.path("registries", registry, number), wish);
    }

    /** An operator of a центр обслуживания confirms the identity of somebody. */
    public Map<String, Object> confirm(Object person) {
        return api().post("/mfc/confirm", Map.of("person", Person.whom(person)));
    }

    private static String of(Object person, Object... more) {
        List<Object> segments = new ArrayList<>(List.of("people", Person.whom(person)));
        segments.addAll(List.of(more));
        return Api.path(segments.toArray());
    }

    private static Map<String, Object> merged(Map<String, ?> one, Map<String, ?> other) {
        Map<String, Object> whole = new LinkedHashMap<>(one);
        whole.putAll(other);
        return whole;
    }
}
