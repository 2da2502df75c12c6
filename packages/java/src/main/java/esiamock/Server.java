package esiamock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A running `esia-mock serve`. It ends with this JVM, however this one ends. */
final class Server {
    // A debug build on a busy machine needs a while; a program that hangs is told so.
    private static final int START_LIMIT = 60;
    private static final int LOG_LIMIT = 256 * 1024;
    private static final long API = 1;
    private static final List<String> NEEDED = List.of("people", "clients", "sign-ins", "tokens", "clock", "outbox",
            "requests", "faults", "stands", "snapshots", "reset", "settings");
    private static final Map<List<String>, Server> SHARED = new HashMap<>();

    private static Path nobody;

    private final Process process;
    private final StringBuilder log = new StringBuilder();
    private final CompletableFuture<String> firstLine = new CompletableFuture<>();
    private final String url;

    /** One server for all who want the same program with the same options. */
    static Server shared(Path program, List<String> options) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "serve", "--listen", "127.0.0.1:0",
                "--exit-with-parent"));
        command.addAll(options);
        synchronized (SHARED) {
            Server server = SHARED.get(command);
            if (server == null || !server.process.isAlive()) {
                server = new Server(command);
                SHARED.put(command, server);
            }
            return server;
        }
    }

    private Server(List<String> command) {
        try {
            // The program ends when its standard input does.
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new EsiaMockException(command.get(0) + " does not start: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        // Both are read to their end, so that the program never waits for a reader.
        Thread logging = read("log", process.errorReader(StandardCharsets.UTF_8), this::keep);
        read("output", process.inputReader(StandardCharsets.UTF_8), firstLine::complete);
        String line = firstLine();
        if (!line.startsWith("listening on ")) {
            // Not `process.destroy()`: that closes the streams under their readers, and the reason would be lost.
            process.toHandle().destroy();
            await(logging);
            throw new EsiaMockException("esia-mock did not start; it said:\n" + line + "\n" + log());
        }
        url = line.substring("listening on ".length()).strip();
    }

    private Thread read(String what, BufferedReader lines, Consumer<String> reader) {
        Thread thread = new Thread(() -> {
            try (lines) {
                lines.lines().forEach(reader);
            } catch (IOException | UncheckedIOException end) {
                keep("its " + what + " broke off: " + end.getMessage());
            }
            if (what.equals("output")) {
                firstLine.complete("");
            }
        }, "esia-mock " + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(Thread thread) {
        try {
            thread.join(START_LIMIT * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String firstLine() {
        try {
            return firstLine.get(START_LIMIT, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "nothing for " + START_LIMIT + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "(interrupted)";
        }
    }

    private void keep(String line) {
        synchronized (log) {
            log.append(line).append('\n');
            if (log.length() > 2 * LOG_LIMIT) {
                log.delete(0, log.length() - LOG_LIMIT);
            }
        }
    }

    /** The end of what it has written to standard error. */
    String log() {
        synchronized (log) {
            return log.toString();
        }
    }

    String url() {
        return url;
    }

    /** A folder of fixtures in which nobody is, the same for all servers. */
    static Path nobody() {
        synchronized (SHARED) {
            if (nobody == null) {
                nobody = emptyFixtures();
            }
            return nobody;
        }
    }

    private static Path emptyFixtures() {
        try {
            Path folder = Files.createTempDirectory("esia-mock-nobody");
            folder.toFile().deleteOnExit();
            Files.createDirectory(folder.resolve("people")).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new EsiaMockException("no folder can be made for fixtures: " + e.getMessage(), e);
        }
    }

    /** Refuses a program that this package does not fit. */
    static void check(Map<String, Object> said) {
        TreeSet<String> lacking = new TreeSet<>(NEEDED);
        Json.texts(said.get("features")).forEach(lacking::remove);
        boolean other = !said.get("api").equals(API);
        if (other || !lacking.isEmpty()) {
            throw new EsiaMockException("esia-mock " + said.get("version")
                    + (other ? " speaks API " + said.get("api") + ", not " + API : " lacks " + String.join(", ", lacking))
                    + ": take program and package of one release");
        }
    }
}
