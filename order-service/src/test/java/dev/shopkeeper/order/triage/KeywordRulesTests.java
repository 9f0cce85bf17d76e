package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
