package esiamock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of packages/names.json are those of this package, and a method is the call that the table says. */
class NamesTest {
    private static final Map<String, Class<?>> KINDS = Map.of("EsiaMock", EsiaMock.class, "Stand", Stand.class, "Clock",
            Clock.class, "Fault", Fault.class, "Requests", Requests.class, "Outbox", Outbox.class, "Inbox", Inbox.class);
    // How a stand is told to a system and to a test, and what the JDK and JUnit want.
    private static final Set<String> OWN = Set.of("Stand.name", "Stand.clock", "Stand.mark", "Stand.requests",
            "Stand.outbox", "Stand.inbox", "Fault.name", "Fault.close", "Clock.instant", "Clock.getZone",
            "Clock.withZone");
    private static final Map<String, Consumer<Stand>> USES = uses();

    private static Map<String, Consumer<Stand>> uses() {
        Map<String, Consumer<Stand>> uses = new HashMap<>();
        uses.put("Stand.version", Stand::version);
        uses.put("Stand.stand", Stand::stand);
        uses.put("Stand.stands", Stand::stands);
        uses.put("Stand.end", Stand::end);
        uses.put("Stand.reset", Stand::reset);
        uses.put("Stand.snapshot", at -> at.snapshot("evening"));
        uses.put("Stand.restore", at -> at.restore("evening"));
        uses.put("Stand.exportFixtures", Stand::exportFixtures);
        uses.put("Stand.importFixtures", at -> at.importFixtures(new byte[] {1}));
        uses.put("Stand.person", at -> at.person(Person.confirmed()));
        uses.put("Stand.findPerson", at -> at.findPerson("anna"));
        uses.put("Stand.people", at -> at.people(Map.of("level", "child")));
        uses.put("Stand.change", at -> at.change("anna", Map.of("level", "confirmed")));
        uses.put("Stand.remove", at -> at.remove("anna"));
        uses.put("Stand.child", at -> at.child("anna", 10));
        uses.put("Stand.verify", at -> at.verify("anna", "anna@example.test"));
        uses.put("Stand.unverify", at -> at.unverify("anna", "anna@example.test"));
        uses.put("Stand.consents", at -> at.consents("anna"));
        uses.put("Stand.allow", at -> at.allow("anna", "PORTAL", "openid"));
        uses.put("Stand.withdraw", at -> at.withdraw("anna", "PORTAL"));
        uses.put("Stand.session", at -> at.session("anna"));
        uses.put("Stand.logout", at -> at.logout("anna"));
        uses.put("Stand.client", at -> at.client(Client.oidc("PORTAL")));
        uses.put("Stand.clientKey", at -> at.clientKey("PORTAL"));
        uses.put("Stand.organization", at -> at.organization("lyceum", Map.of()));
        uses.put("Stand.signIn", at -> at.signIn("/aas/oauth2/ac", "anna"));
        uses.put("Stand.refuse", at -> at.refuse("/aas/oauth2/ac", "anna"));
        uses.put("Stand.tokens", at -> at.tokens("PORTAL", "anna", "openid"));
        uses.put("Stand.revoke", at -> at.revoke("token"));
        uses.put("Stand.fault", at -> at.fault("token", Map.of("status", 500)));
        uses.put("Fault.hits", at -> new Fault(at::api, "broken").hits());
        uses.put("Fault.await", at -> new Fault(at::api, "broken").await(2));
        uses.put("Fault.clear", at -> new Fault(at::api, "broken").clear());
        uses.put("Stand.faults", Stand::faults);
        uses.put("Stand.clearFaults", Stand::clearFaults);
        uses.put("Clock.face", at -> at.clock().face());
        uses.put("Clock.now", at -> at.clock().now());
        uses.put("Clock.set", at -> at.clock().set("system"));
        uses.put("Clock.advance", at -> at.clock().advance(Duration.ofHours(1)));
        uses.put("Clock.advanceWorking", at -> at.clock().advanceWorking(1));
        uses.put("Clock.freeze", at -> at.clock().freeze());
        uses.put("Clock.release", at -> at.clock().release());
        uses.put("Requests.list", at -> at.requests("token").list());
        uses.put("Requests.expect", at -> at.requests("token").expect(1));
        uses.put("Stand.request", at -> at.request(7));
        uses.put("Stand.journal", Stand::journal);
        uses.put("Stand.keep", Stand::keep);
        uses.put("Outbox.list", at -> at.outbox("anna").list());
        uses.put("Outbox.empty", at -> at.outbox("anna").empty());
        uses.put("Inbox.next", at -> at.inbox("anna").next());
        uses.put("Stand.events", at -> at.events(Map.of("person", "anna")));
        uses.put("Stand.settings", Stand::settings);
        uses.put("Stand.changeSettings", at -> at.changeSettings(Map.of("hints", false)));
        uses.put("Stand.rotateKeys", Stand::rotateKeys);
        uses.put("Stand.registry", at -> at.registry("sfr", "1", Map.of("outcome", "not_found")));
        uses.put("Stand.confirm", at -> at.confirm("anna"));
        return uses;
    }

    record Row(String name, String call) { }

    static List<Row> rows() throws Exception {
        return Json.objects(Json.read(Files.readString(Path.of("../names.json")))).stream()
                .map(row -> new Row((String) row.get("java"), (String) row.get("call"))).toList();
    }

    static Stream<Row> calls() throws Exception {
        return rows().stream().filter(row -> row.call() != null);
    }

    @Test
    void everyNameIsThereAndNoOther() throws Exception {
        List<String> named = rows().stream().map(Row::name).toList();
        List<String> there = new ArrayList<>();
        KINDS.forEach((name, kind) -> Stream.of(kind.getMethods()).map(Method::getName)
                .forEach(method -> there.add(name + "." + method)));
        assertTrue(there.containsAll(named), () -> "missing: " + named.stream().filter(n -> !there.contains(n)).toList());
        KINDS.forEach((name, kind) -> {
            for (Method method : kind.getDeclaredMethods()) {
                String whole = name + "." + method.getName();
                boolean open = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
                assertTrue(!open || kind == EsiaMock.class || named.contains(whole) || OWN.contains(whole), whole);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aMethodIsOneCall(Row row) throws Exception {
        Consumer<Stand> use = USES.get(row.name());
        assertNotNull(use, "no use");
        // The clock looks at itself once, so that it can be put back.
        boolean looks = row.name().startsWith("Clock.") && !row.call().equals("GET /clock");
        List<String> heard = overhear(use, looks);
        assertEquals(1, heard.size(), heard::toString);
        String shape = row.call().replaceAll("\\{\\w+}", "[^/]+");
        assertTrue(heard.get(0).matches(shape), heard::toString);
    }

    /** Which calls a use makes, up to the first that is refused: every one but a look at the clock. */
    private static List<String> overhear(Consumer<Stand> use, boolean looks) throws Exception {
        List<String> heard = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] face = "{\"now\":\"2026-09-01T09:00:00+05:00\",\"mode\":\"frozen\"}".getBytes();
            boolean look = looks && exchange.getRequestMethod().equals("GET");
            if (!look) {
                heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            }
            exchange.sendResponseHeaders(look ? 200 : 418, face.length);
            exchange.getResponseBody().write(face);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Api api = new Api(url, null);
            Stand stand = new Stand(() -> new Stand.Place("default", url, api, api));
            assertThrows(WrongCall.class, () -> use.accept(stand));
        } finally {
            server.stop(0);
        }
        return heard;
    }
}
