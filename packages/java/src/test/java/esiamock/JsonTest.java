package esiamock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void everyKindIsRead() {
        Map<String, Object> read = Json.object(Json.read(
                " { \"text\" : \"a\\n\\\"\\\\\\/\\u0416\\ud83d\\ude00\", \"list\":[1, -2.5e3 ,true,false,null,{},[]] } "));
        assertEquals("a\n\"\\/Ж😀", read.get("text"));
        assertEquals(Arrays.asList(1L, new BigDecimal("-2.5e3"), true, false, null, Map.of(), List.of()),
                read.get("list"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Object> value = Map.of("a\"\\\u0001Ж😀", Arrays.asList(1L, "x", null, true, List.of(), Map.of()));
        assertEquals(value, Json.read(Json.write(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "[1 2]", "{\"a\" 1}", "{a:1}", "\"\\x\"", "\"a", "nul", "1 2", "-", "{\"a\":1,}"})
    void whatIsNoJsonIsRefused(String text) {
        assertThrows(EsiaMockException.class, () -> Json.read(text));
    }
}
