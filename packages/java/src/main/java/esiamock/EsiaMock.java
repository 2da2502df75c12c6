package esiamock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A stand of one's own, and an extension of JUnit:
 *
 * <pre>{@code
 * @RegisterExtension static final EsiaMock esia = EsiaMock.builder().demoPeople()
 *     .client(Client.oidc("MY_PORTAL").secret("…").redirect("http://localhost/login/oauth2/code/esia")).build();
 * }</pre>
 *
 * <p>It starts when it is needed first, and lives until {@link #close} or the end of the JVM. Those with the same options
 * share one server, in which each has a stand. A test that fails prints its journal; after each test faults are cleared
 * and the clock is put back. A test that takes a {@link Stand} as parameter gets one of its own, for tests in parallel.
 */
public final class EsiaMock extends Stand
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver, AutoCloseable {
    private final Once<Place> place;
    private final Builder wish;

    private EsiaMock(Once<Place> place, Builder wish) {
        super(place);
        this.place = place;
        this.wish = wish;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A stand that is running already; its control token may be in the environment (ESIA_MOCK_CONTROL_TOKEN). */
    public static EsiaMock at(String url) {
        return at(url, System.getenv("ESIA_MOCK_CONTROL_TOKEN"));
    }

    /** The same with its control token, or null. */
    public static EsiaMock at(String url, String token) {
        String base = url.replaceAll("/+$", "");
        Api api = new Api(base + "/_mock/api/v1", token);
        Server.check(api.get("/version"));
        return new EsiaMock(new Once<>(() -> new Place("default", base, api, api)), new Builder());
    }

    /** Ends the stand. The server ends with the JVM. */
    @Override
    public void close() {
        if (place.isDone() && !name().equals("default")) {
            place.get().server().deleteIfThere(Api.path("stands", name()));
        }
    }

    /**
     * Tells Spring Security where this stand is and who the system is:
     * {@code @DynamicPropertySource static void p(DynamicPropertyRegistry r) { esia.spring("esia", r::add); }}. The system
     * is the first that the builder was given.
     */
    public void spring(String registration, BiConsumer<String, Supplier<Object>> add) {
        if (wish.clients.isEmpty()) {
            throw new EsiaMockException("no client was given to the builder: which system is it?");
        }
        Client client = wish.clients.get(0);
        String security = "spring.security.oauth2.client.";
        add.accept(security + "provider." + registration + ".issuer-uri", this::url);
        add.accept(security + "registration." + registration + ".provider", () -> registration);
        add.accept(security + "registration." + registration + ".client-id", client::mnemonic);
        add.accept(security + "registration." + registration + ".client-secret",
                () -> client.fields().get("client_secret"));
    }

    // -- around a test

    @Override
    public void beforeEach(ExtensionContext test) {
        if (place.isDone()) {
            mark();
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        List<Stand> own = standsOf(test);
        if (place.isDone()) {
            // A test that has stands of its own need not have been here at all.
            if (own.isEmpty() || !requests().list().isEmpty()) {
                tellIfFailed(this, test);
            }
            putBack();
        }
        for (Stand stand : own) {
            tellIfFailed(stand, test);
            stand.end();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Stand.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Place own = wish.another(place.get().server());
        Stand stand = new Stand(() -> own);
        standsOf(test).add(stand);
        return stand;
    }

    @SuppressWarnings("unchecked")
    private List<Stand> standsOf(ExtensionContext test) {
        return test.getStore(Namespace.create(EsiaMock.class, this))
                .getOrComputeIfAbsent("stands", key -> new ArrayList<Stand>(), List.class);
    }

    private void tellIfFailed(Stand stand, ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            System.err.println("esia-mock journal, " + stand.url() + "\n" + told(stand, test));
        }
    }

    private String told(Stand stand, ExtensionContext test) {
        try {
            String journal = stand.journal();
            if (wish.journals == null) {
                return journal;
            }
            String name = test.getRequiredTestClass().getName() + "-" + test.getDisplayName() + "-" + stand.name();
            return journal + "\nkept in " + Journal.keep(Path.of(wish.journals), name, stand.keep());
        } catch (EsiaMockException | IOException e) {
            return "the journal cannot be read or kept: " + e.getMessage();
        }
    }

    /** What a stand is to be like. */
    public static final class Builder {
        private final List<String> options = new ArrayList<>();
        private final List<Client> clients = new ArrayList<>();
        private final List<Person.Wish> people = new ArrayList<>();
        private final Map<String, Object> stand = new LinkedHashMap<>();
        private boolean demo;
        private Path program;
        private String url = said("esia-mock.url", "ESIA_MOCK_URL");
        private String journals = said("esia-mock.journals", "ESIA_MOCK_KEEP");

        private Builder() {
        }

        private static String said(String property, String variable) {
            String said = System.getProperty(property, System.getenv(variable));
            return said == null || said.isEmpty() ? null : said;
        }

        /** The people, systems and organisations of the demo fixtures; without them nobody is there. */
        public Builder demoPeople() {
            demo = true;
            return this;
        }

        /** A folder of fixtures. */
        public Builder fixtures(Path folder) {
            return option("--fixtures", folder.toString());
        }

        public Builder client(Client client) {
            clients.add(client);
            return this;
        }

        public Builder person(Person.Wish person) {
            people.add(person);
            return this;
        }

        /** What the clock shows when the stand is made, such as 2026-09-01T09:00:00+05:00. */
        public Builder clock(String time) {
            stand.put("clock", time);
            return this;
        }

        /** Makes codes, tokens and numbers the same in each run. */
        public Builder seed(long seed) {
            stand.put("seed", seed);
            return this;
        }

        /** A server that is running already, as the property `esia-mock.url` says; the stand is made there. */
        public Builder url(String url) {
            this.url = url;
            return this;
        }

        /** Options of `esia-mock serve`. */
        public Builder option(String... words) {
            options.addAll(List.of(words));
            return this;
        }

        /** The program; found by itself, where it is not said. */
        public Builder program(Path program) {
            this.program = program;
            return this;
        }

        /** Keeps the journal of each test that failed in this folder, as the property `esia-mock.journals` does. */
        public Builder journals(Path folder) {
            journals = folder.toString();
            return this;
        }

        public EsiaMock build() {
            return new EsiaMock(new Once<>(() -> another(server())), this);
        }

        private Api server() {
            String running = url == null ? start() : url.replaceAll("/+$", "");
            Api api = new Api(running + "/_mock/api/v1", token());
            Server.check(api.get("/version"));
            return api;
        }

        private String start() {
            List<String> all = new ArrayList<>(options);
            if (!demo && !all.contains("--fixtures")) {
                all.addAll(List.of("--fixtures", Server.nobody().toString()));
            }
            return Server.shared(program != null ? program : Program.find(), all).url();
        }

        /** The control token among the options, in either spelling, or the one of the environment. */
        private String token() {
            for (String option : options) {
                if (option.startsWith("--control-token=")) {
                    return option.substring("--control-token=".length());
                }
            }
            int place = options.indexOf("--control-token");
            return place >= 0 ? options.get(place + 1) : System.getenv("ESIA_MOCK_CONTROL_TOKEN");
        }

        private Place another(Api server) {
            // Of a server that somebody else has started one port alone may be reached.
            Map<String, Object> fields = new LinkedHashMap<>(stand);
            fields.put("address", url == null ? "port" : "path");
            Place made = Place.of(server.post("/stands", fields), server);
            Stand filled = new Stand(() -> made);
            clients.forEach(filled::client);
            people.forEach(filled::person);
            return made;
        }
    }
}
