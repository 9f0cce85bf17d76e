package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordRulesTests {

    @ParameterizedTest
    @CsvSource({
        "WHERE IS my order, order_status",
        "想退货, return",
        "想换大一码, exchange",
        "开发票, invoice",
        "取消订单, cancel",
        "改一下收货地址, address_change",
        "我没收到, not_received",
        "要投诉, complaint",
        "very happy and thank you, praise",
        "今天天气, other",
    })
    void readByTheFirstWordThatIsFound(String text, String intent) {
        assertThat(KeywordRules.read(text).wireName()).isEqualTo(intent);
    }

    /** The words of all rules in any order and with any letters between them, sought by an expression for each rule. */
    @Test
    void findWhatAnExpressionForEachRuleFinds() {
        String[] pieces = KeywordRules.RULES.stream()
                .flatMap(rule -> Stream.of(rule.words().split("\\.\\{0,\\d+\\}|[|()?:]+")))
                .filter(piece -> !piece.isEmpty())
                .toArray(String[]::new);
        Random random = new Random(5);
        int all = 0;
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                String piece = pieces[random.nextInt(pieces.length)];
                text.append(piece, 0, random.nextInt(piece.length() + 1))
                        .append(random.nextBoolean() ? " " : "")
                        .append(random.nextInt(4) == 0 ? piece : "");
            }
            Set<String> expected = new TreeSet<>();
            for (KeywordRules.Rule rule : KeywordRules.RULES) {
                Matcher matcher = Pattern.compile(rule.words()).matcher(text);
                while (matcher.find()) {
                    expected.add(rule.intent() + " " + matcher.start() + "-" + matcher.end());
                }
            }
            Set<String> found = new TreeSet<>();
            KeywordRules.find(text.toString(), (intent, from, to) -> found.add(intent + " " + from + "-" + to));

            assertThat(found).as(text.toString()).isEqualTo(expected);
            all += found.size();
        }
        assertThat(all).isGreaterThan(10_000);
    }

    @Test
    void metricsCountALabelThatIsNeverSaid() {
        TriageMetrics metrics = new TriageMetrics(
                List.of("a", "a", "a", "b"),
                List.of(said("a", 0.75), said("a", 0.75), said("a", 0.75), said("a", 0.75)));

        assertThat(metrics.accuracy()).isEqualTo(0.75);
        // (6/7 + 0) / 2, where a library that leaves b out says 6/7
        assertThat(metrics.macroF1()).isCloseTo(3.0 / 7, Assertions.within(1e-12));
        assertThat(metrics.calibrationError()).isCloseTo(0, Assertions.within(1e-12));
        assertThat(new TriageMetrics(List.of("a", "b"), List.of(said("a", 0.9), said("a", 0.9))).calibrationError())
                .isCloseTo(0.4, Assertions.within(1e-12));
    }

    private static Reading.Ranked said(String label, double probability) {
        return new Reading.Ranked(label, probability);
    }
}
