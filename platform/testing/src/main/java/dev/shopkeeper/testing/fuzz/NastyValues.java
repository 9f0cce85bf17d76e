package dev.shopkeeper.testing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Random;

/**
 * Texts and numbers that break careless code, the worst first, one after the other: an operation that gets few requests
 * gets these. Not thread-safe.
 */
final class NastyValues {

    private static final List<String> TEXTS = List.of(
            "a\u0000b",
            "订单/2026:🛒",
            "",
            "x".repeat(129),
            "a\nb\r\nX-Injected: 1",
            "'; drop table item; --",
            "长".repeat(5000),
            " ",
            "1e400",
            "../../etc/passwd",
            "👩‍👩‍👧‍👦",
            "%00%2e%2e%2f",
            "\u202Egpj.exe",
            "\uFEFFbom",
            "null",
            "NaN",
            "-0",
            "a/b:c",
            "${jndi:ldap://localhost/x}",
            "<script>alert(1)</script>",
            "İıſK",
            "\u0301combining");

    private static final List<String> NUMBERS = List.of(
            "-1",
            "9223372036854775808",
            "1e400",
            "1.5",
            "0",
            "-0.01",
            "1" + "0".repeat(400),
            "2147483648",
            "1E-400",
            "0." + "3".repeat(400),
            "-9223372036854775809",
            "1000001");

    /** Already percent-encoded, since as characters they could not be written down. */
    private static final List<String> SEGMENTS = List.of(
            "%00",
            "%FF",
            "%C3%28",
            "%ED%A0%80",
            "%2F",
            "a%2Fb%3Ac",
            "..%2F..%2Fadmin",
            "%2e%2e",
            "%25",
            "%3B",
            "a%5Cb",
            "%0d%0aX-Injected:1",
            "%20",
            "x".repeat(2000));

    private int texts;
    private int numbers;
    private int segments;

    /** Any of the texts. */
    static String anyText(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    String text() {
        return TEXTS.get(texts++ % TEXTS.size());
    }

    /** A number as it is to stand in JSON text. */
    String number() {
        return NUMBERS.get(numbers++ % NUMBERS.size());
    }

    /** A path segment or query value, percent-encoded; never empty. */
    String encoded() {
        int turn = segments++;
        if (turn % 2 == 0) {
            return SEGMENTS.get(turn / 2 % SEGMENTS.size());
        }
        String text = encode(TEXTS.get(turn / 2 % TEXTS.size()));
        return text.isEmpty() ? "%20" : text;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
