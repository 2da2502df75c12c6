package esiamock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The journal for people: a line a request, below a refusal its cause and cure; then why calls were refused. */
final class Journal {
    private Journal() {
    }

    static String asText(List<Map<String, Object>> requests, List<Refusal> refusals) {
        String text = Stream.concat(requests.stream().map(Journal::line),
                refusals.stream().map(refusal -> why("a call was refused at " + refusal.station(), refusal)))
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? "nothing was sent to the stand" : text;
    }

    private static String line(Map<String, Object> one) {
        String who = Stream.of("client", "person", "login").map(one::get).filter(Objects::nonNull)
                .map(String::valueOf).collect(Collectors.joining(" "));
        String fault = one.get("fault") == null ? "" : "  fault " + one.get("fault");
        String line = String.format("#%s %s %s  %s %s  %s%s", one.get("n"), one.get("status"), one.get("at"),
                one.get("method"), one.get("path"), who, fault).stripTrailing();
        Refusal refused = Refusal.of(one.get("refused"));
        return refused == null ? line : line + "\n" + why("refused", refused);
    }

    private static String why(String what, Refusal refusal) {
        String told = "    " + what + ": " + refusal.code() + " " + refusal.reasonId() + ": " + refusal.reason();
        String cure = refusal.cure();
        return cure == null || cure.isEmpty() ? told : told + "\n    cure: " + cure;
    }

    /** In a file that is named after the test. */
    static Path keep(Path folder, String test, String whole) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(test.replaceAll("[^\\p{L}\\p{N}_.-]+", "-") + ".json");
        return Files.writeString(file, whole + "\n");
    }
}
