package esiamock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, texts, numbers and booleans, so that tests of a system get no JSON library from here. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("nothing more");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    static List<Map<String, Object>> objects(Object value) {
        return ((List<?>) value).stream().map(Json::object).toList();
    }

    static List<String> texts(Object value) {
        return value == null ? List.of() : ((List<?>) value).stream().map(String::valueOf).toList();
    }

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            String comma = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                quote(String.valueOf(entry.getKey()), out.append(comma));
                write(entry.getValue(), out.append(':'));
                comma = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String comma = "[";
            for (Object one : list) {
                write(one, out.append(comma));
                comma = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else {
            quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private Object value() {
        space();
        char next = next();
        if (next == '{') {
            return object();
        } else if (next == '[') {
            return list();
        } else if (next == '"') {
            return quoted();
        }
        int from = at - 1;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return word(text.substring(from, at));
    }

    private Object word(String word) {
        switch (word) {
            case "null":
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                break;
        }
        try {
            return word.matches("-?\\d{1,18}") ? (Object) Long.valueOf(word) : new BigDecimal(word);
        } catch (NumberFormatException e) {
            throw wrong("a value");
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (ends('}')) {
            return fields;
        }
        do {
            space();
            expect('"');
            String name = quoted();
            space();
            expect(':');
            fields.put(name, value());
        } while (goesOn('}'));
        return fields;
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        if (ends(']')) {
            return values;
        }
        do {
            values.add(value());
        } while (goesOn(']'));
        return values;
    }

    private boolean ends(char with) {
        space();
        boolean over = at < text.length() && text.charAt(at) == with;
        at += over ? 1 : 0;
        return over;
    }

    private boolean goesOn(char until) {
        space();
        char next = next();
        if (next != ',' && next != until) {
            throw wrong("a comma or " + until);
        }
        return next == ',';
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() {
        char c = next();
        if (c == 'u' && at + 4 <= text.length()) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int place = "\"\\/bfnrt".indexOf(c);
        if (place < 0) {
            throw wrong("an escape");
        }
        return "\"\\/\b\f\n\r\t".charAt(place);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw wrong(String.valueOf(wanted));
        }
    }

    private EsiaMockException wrong(String wanted) {
        return new EsiaMockException("this is no JSON: expected " + wanted + " at character " + at + " of " + text);
    }
}
