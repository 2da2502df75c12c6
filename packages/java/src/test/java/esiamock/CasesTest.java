package esiamock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eleven cases that a system at ЕСИА has to live with. */
@Execution(ExecutionMode.CONCURRENT)
class CasesTest {
    @RegisterExtension static final EsiaMock ESIA = EsiaMock.builder().build();

    private Stand esia;
    private Visitor portal;
    private Person anna;

    @BeforeEach
    void open(Stand own) throws Exception {
        esia = own;
        portal = Visitor.at(own);
        anna = own.person(Person.confirmed());
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void happy() throws Exception {
        Person boris = esia.person(Person.confirmed("boris"));
        SignIn back = esia.signIn(portal.login(), boris);
        assertEquals(boris.snils(), portal.snils(back));
    }

    @Test
    void consentRefused() throws Exception {
        SignIn back = esia.refuse(portal.login(), anna);
        assertEquals("access_denied", back.error());
        assertEquals(403, portal.status(back));
    }

    @Test
    void emailNotVerified() throws Exception {
        Person boris = esia.person(Person.confirmed("boris").emailVerified(false));
        assertEquals(false, portal.who(esia.signIn(portal.login(), boris)).get("email_verified"));
        esia.verify(boris, boris.email());
        assertEquals(true, portal.who("/me").get("email_verified"));
    }

    @Test
    void simplifiedAccount() throws Exception {
        Person boris = esia.person(Person.simplified());
        assertEquals(403, portal.status(esia.signIn(portal.login(), boris)));
    }

    @Test
    void child() throws Exception {
        Person lev = esia.child(anna, 10);
        assertEquals(lev.snils(), portal.snils(esia.signIn(portal.login(), lev)));
    }

    @Test
    void expiredToken() throws Exception {
        portal.open(esia.signIn(portal.login(), anna).url());
        assertEquals(200, portal.status("/me"));
        esia.clock().advance(Duration.ofHours(2));
        assertEquals(401, portal.status("/me"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "hang", "reset"})
    void tokenEndpointFails(String failure) throws Exception {
        esia.fault("token", Map.of(failure, failure.equals("status") ? 500 : true));
        SignIn back = esia.signIn(portal.login(), anna);
        assertEquals(502, portal.status(back));
    }

    @Test
    void consentTakenBack() throws Exception {
        portal.open(esia.signIn(portal.login(), anna).url());
        esia.withdraw(anna, "PORTAL");
        assertEquals(401, portal.status("/me"));
    }

    @Test
    void wrongState() throws Exception {
        SignIn back = esia.signIn(portal.login(), anna);
        assertEquals(403, portal.status(back.url().replace(back.state(), "of-somebody-else")));
        esia.requests("token").expect(0);
    }

    @Test
    void oneWorkingDayLater() throws Exception {
        esia.clock().set("2026-09-04T09:00:00+05:00");
        portal.open(esia.signIn(portal.login(), anna).url());
        esia.clock().advanceWorking(1, "14:00");
        assertEquals(LocalDate.parse("2026-09-07"), esia.clock().now().toLocalDate());
        assertEquals(401, portal.status("/me"));
    }

    @Test
    void twoAtOnceInStandsOfTheirOwn() throws Exception {
        List<Stand> stands = new ArrayList<>();
        for (String year : List.of("2026", "2031")) {
            stands.add(esia.stand(Map.of("address", "port", "clock", year + "-09-01T09:00:00+05:00")));
        }
        atOnce(stands.stream().map(stand -> (Callable<Void>) () -> signInSomebody(stand)).toList());
        for (Stand stand : stands) {
            stand.requests("token").expect(1);
            stand.end();
        }
    }

    @Test
    void twoAtOnceWithPeopleOfTheirOwn() throws Exception {
        atOnce(List.of(() -> signInSomebody(esia), () -> signInSomebody(esia)));
        esia.requests("token").expect(2);
    }

    private static Void signInSomebody(Stand esia) throws Exception {
        try (Visitor portal = Visitor.at(esia)) {
            Person somebody = esia.person(Person.confirmed());
            assertEquals(somebody.snils(), portal.snils(esia.signIn(portal.login(), somebody)));
        }
        return null;
    }

    private static void atOnce(List<Callable<Void>> all) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        for (Future<Void> one : threads.invokeAll(all)) {
            one.get();
        }
        threads.shutdown();
    }
}
