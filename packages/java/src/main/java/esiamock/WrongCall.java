package esiamock;

import java.util.Map;

/** The stand has refused a call of the tester's API (RFC 9457). */
public final class WrongCall extends EsiaMockException {
    private static final long serialVersionUID = 1;

    private final int status;

    WrongCall(String call, int status, Map<String, Object> problem) {
        super(call + ": " + (problem.get("detail") != null ? problem.get("detail") : problem.get("title")));
        this.status = status;
    }

    public int status() {
        return status;
    }
}
