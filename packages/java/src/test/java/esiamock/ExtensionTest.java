package esiamock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happens around tests, and how the server starts and ends. */
class ExtensionTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Run by another test, in a JVM of its own, because it fails. */
    @Tag("inner")
    static class Failing {
        @RegisterExtension static final EsiaMock esia = EsiaMock.builder().build();

        @Test
        void refused() {
            esia.signIn("/aas/oauth2/ac?client_id=OF_ANOTHER_TEST", esia.person(Person.confirmed()));
            esia.beforeEach(null);
            SignIn back = esia.signIn("/aas/oauth2/ac?client_id=NOBODY", esia.person(Person.confirmed()));
            AssertionError wrong = assertThrows(AssertionError.class,
                    () -> esia.requests("authorize", Map.of("client", "SOMEBODY")).expect(1));
            System.err.println(wrong.getMessage());
            assertNotNull(back.code());
        }

        @Test
        void passes() {
            esia.signIn("/aas/oauth2/ac?client_id=OF_ONE_THAT_PASSES", esia.person(Person.confirmed()));
        }
    }

    /** Starts a server, says where it is, and waits to be killed. */
    static final class Waiting {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("at " + EsiaMock.builder().build().url());
            Thread.currentThread().join();
        }
    }

    private static Process java(String... words) throws Exception {
        List<String> command = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", CLASS_PATH),
                Stream.of(words)).toList();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The program is taken from the jar of the platform where nothing else names one. */
    @Test
    void theProgramComesFromItsJar(@TempDir Path folder) throws Exception {
        Process pack = new ProcessBuilder("./pack", Program.find().toString(), folder.toString()).start();
        String jar = pack.inputReader().readLine();
        assertEquals(0, pack.waitFor());
        assertTrue(jar.endsWith(Program.platform() + ".jar"), jar);
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", CLASS_PATH + File.pathSeparator + jar, Waiting.class.getName()).redirectErrorStream(true);
        java.environment().remove("ESIA_MOCK_BIN");
        java.environment().put("PATH", "");
        Process run = java.start();
        String said = run.inputReader().readLine();
        run.destroy();
        assertTrue(said.startsWith("at http://127.0.0.1:"), said);
    }

    @Test
    void aTestThatFailsPrintsItsJournalAndKeepsIt(@TempDir Path folder) throws Exception {
        Process run = java("-Desia-mock.journals=" + folder, FailingRun.class.getName());
        String said = new String(run.getInputStream().readAllBytes());
        assertEquals(1, run.waitFor(), said);
        String journal = said.substring(said.indexOf("esia-mock journal, http://127.0.0.1:"));
        for (String wanted : List.of("authorize  POST /_mock/api/v1/sign-ins  NOBODY", "parameter-absent: ",
                "a call was refused at request: ESIA-", "cure: send ", "kept in " + folder)) {
            assertTrue(journal.contains(wanted), said);
        }
        assertTrue(said.contains("differs in client"), said);
        assertFalse(said.contains("OF_ANOTHER_TEST"), said);
        assertFalse(said.contains("OF_ONE_THAT_PASSES"), said);
        try (Stream<Path> kept = Files.list(folder)) {
            String whole = Files.readString(kept.findFirst().orElseThrow());
            assertTrue(whole.contains("\"client_id\":\"NOBODY\""), whole);
        }
    }

    /** A raw connection to the server ends when the server does. */
    @Test
    void noServerIsLeftByAJvmThatIsKilled() throws Exception {
        Process run = java(Waiting.class.getName());
        URI at = URI.create(run.inputReader().readLine().substring("at ".length()));
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            run.destroyForcibly();
            assertTrue(run.waitFor(20, TimeUnit.SECONDS));
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            assertEquals(-1, in.read());
        }
    }

    // Often, for its end and the reading of its reason are a race.
    @RepeatedTest(20)
    void aServerThatDoesNotStartSaysWhy() {
        EsiaMock esia = EsiaMock.builder().option("--no-such-option").build();
        String said = assertThrows(EsiaMockException.class, esia::url).getMessage();
        assertTrue(said.contains("esia-mock did not start; it said:") && said.contains("--no-such-option"), said);
    }

    @Test
    void aProgramThatDoesNotFitIsRefusedInOneSentence() {
        String lacks = assertThrows(EsiaMockException.class, () -> Server.check(new TreeMap<>(
                Map.of("version", "0.0.9", "api", 1L, "features", List.of("people"))))).getMessage();
        assertTrue(lacks.startsWith("esia-mock 0.0.9 lacks clients, clock"), lacks);
        String other = assertThrows(EsiaMockException.class, () -> Server.check(
                Map.of("version", "9.0.0", "api", 2L, "features", List.of()))).getMessage();
        assertEquals("esia-mock 9.0.0 speaks API 2, not 1: take program and package of one release", other);
    }

    @Test
    void clockAndPeopleAreAsTheBuilderSays() {
        try (EsiaMock esia = EsiaMock.builder().clock("2031-01-01T00:00:00+05:00")
                .person(Person.confirmed("anna").emailVerified(false).with("last_name", "Каренина")).build()) {
            assertEquals(2031, esia.clock().now().getYear());
            assertEquals("Каренина", esia.findPerson("anna").lastName());
            assertEquals(1, esia.people().size());
            esia.clock().advance(Duration.ofDays(400));
            esia.putBack();
            assertEquals(2031, esia.clock().now().getYear());
        }
    }

    @Test
    void aServerThatRunsAlreadyIsUsed() {
        String url = Server.shared(Program.find(), List.of()).url();
        try (EsiaMock esia = EsiaMock.builder().url(url + "/").person(Person.confirmed("anna")).build()) {
            assertTrue(esia.url().startsWith(url + "/_stand/"), esia.url());
            assertEquals("confirmed", esia.findPerson("anna").level());
        }
    }

    @Test
    void demoPeopleAreThereWhenTheyAreWanted() {
        try (EsiaMock esia = EsiaMock.builder().demoPeople().build()) {
            assertEquals("child", esia.findPerson("child_10").level());
        }
    }

    @Test
    void aControlTokenIsSent() {
        try (EsiaMock esia = EsiaMock.builder().option("--control-token", "secret-of-tests").build()) {
            assertEquals(List.of(), esia.people());
            assertThrows(WrongCall.class, () -> EsiaMock.at(esia.url(), "another"));
            assertEquals(List.of(), EsiaMock.at(esia.url(), "secret-of-tests").people());
        }
    }

    @Test
    void lettersComeOneAfterAnother() {
        try (EsiaMock esia = EsiaMock.builder().build()) {
            Person anna = esia.person(Person.standard());
            esia.confirm(anna);
            Message letter = esia.inbox(anna).next();
            assertEquals(anna.oid(), letter.oid());
            assertEquals(letter, esia.outbox(anna).list().get(0));
            assertTrue(esia.outbox(anna).empty() > 0);
        }
    }

    @Test
    void springIsToldWhereTheStandIs() {
        try (EsiaMock esia = EsiaMock.builder().client(Client.oidc("MY_PORTAL").secret("s")).build()) {
            Map<String, Object> told = new TreeMap<>();
            esia.spring("esia", (name, value) -> told.put(name.replace("spring.security.oauth2.client.", ""), value.get()));
            assertEquals(Map.of("provider.esia.issuer-uri", esia.url(), "registration.esia.provider", "esia",
                    "registration.esia.client-id", "MY_PORTAL", "registration.esia.client-secret", "s"), told);
        }
    }
}
