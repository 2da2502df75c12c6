package esiamock;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The stand's clock: shows its time, also to validators, and moves it. What falls due by that is done before a call
 * returns; the answer says what it has brought. After the test it is put back.
 */
public final class Clock extends java.time.Clock {
    private final Supplier<Api> api;
    private final ZoneId zone;
    private Map<String, Object> before;

    Clock(Supplier<Api> api, ZoneId zone) {
        this.api = api;
        this.zone = zone;
    }

    /** `now`, `mode`, `offset`, `zone`, `working_day`, `next_due`. */
    public Map<String, Object> face() {
        return api.get().get("/clock");
    }

    /** In the zone of the stand. */
    public OffsetDateTime now() {
        return OffsetDateTime.parse((String) face().get("now"));
    }

    public Map<String, Object> set(OffsetDateTime time) {
        return set(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }

    /** To a time with its offset, such as 2026-09-01T09:00:00+05:00, or `system`. */
    public Map<String, Object> set(String time) {
        return change(Map.of("now", time));
    }

    public Map<String, Object> advance(Duration by) {
        return change(Map.of("advance", by.toString()));
    }

    /** By working days of the Russian calendar. */
    public Map<String, Object> advanceWorking(int days) {
        return change(Map.of("advance_working", "P" + days + "D"));
    }

    /** The same, to a time of that day, such as 09:00. */
    public Map<String, Object> advanceWorking(int days, String at) {
        return change(Map.of("advance_working", "P" + days + "D", "at", at));
    }

    public Map<String, Object> freeze() {
        return change(Map.of("mode", "frozen"));
    }

    public Map<String, Object> release() {
        return change(Map.of("mode", "released"));
    }

    private Map<String, Object> change(Map<String, ?> change) {
        if (before == null) {
            before = face();
        }
        return api.get().put("/clock", change);
    }

    /** To what it was before it was moved. */
    void putBack() {
        if (before == null) {
            return;
        }
        if (before.get("mode").equals("frozen")) {
            change(Map.of("now", before.get("now"), "mode", "frozen"));
        } else {
            change(Map.of("now", "system", "mode", "released"));
            change(Map.of("advance", "PT" + before.get("offset") + "S"));
        }
        before = null;
    }

    @Override
    public Instant instant() {
        return now().toInstant();
    }

    @Override
    public ZoneId getZone() {
        return zone != null ? zone : ZoneId.of((String) face().get("zone"));
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new Clock(api, other);
    }
}
