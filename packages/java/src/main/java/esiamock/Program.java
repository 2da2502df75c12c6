package esiamock;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the program `esia-mock` is. */
final class Program {
    private Program() {
    }

    /** The property `esia-mock.program`, `ESIA_MOCK_BIN`, the jar of this platform, or one on `PATH`. */
    static Path find() {
        for (String named : new String[] {System.getProperty("esia-mock.program"), System.getenv("ESIA_MOCK_BIN")}) {
            if (named != null && !named.isEmpty()) {
                return Path.of(named);
            }
        }
        Path unpacked = unpacked();
        return unpacked != null ? unpacked : onPath();
    }

    private static Path onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name())).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new EsiaMockException("no program esia-mock: neither a jar esia-mock with the classifier "
                        + platform() + ", nor one on PATH; -Desia-mock.program or ESIA_MOCK_BIN can name one"));
    }

    private static String name() {
        return platform().startsWith("windows") ? "esia-mock.exe" : "esia-mock";
    }

    /** The classifier of the jar that has the program, such as linux-x86_64. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String kind = system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : "linux";
        String machine = System.getProperty("os.arch");
        return kind + "-" + (machine.equals("amd64") ? "x86_64" : machine);
    }

    private static Path unpacked() {
        String entry = "/esiamock/program/" + platform() + "/" + name();
        try (InputStream packed = Program.class.getResourceAsStream(entry)) {
            if (packed == null) {
                return null;
            }
            Path folder = Files.createTempDirectory("esia-mock");
            folder.toFile().deleteOnExit();
            Path program = folder.resolve(name());
            program.toFile().deleteOnExit();
            Files.copy(packed, program, StandardCopyOption.REPLACE_EXISTING);
            if (!program.toFile().setExecutable(true)) {
                throw new EsiaMockException(program + " cannot be made a program");
            }
            return program;
        } catch (IOException e) {
            throw new EsiaMockException("the program cannot be unpacked: " + e, e);
        }
    }
}
