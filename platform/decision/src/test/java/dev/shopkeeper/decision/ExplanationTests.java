package dev.shopkeeper.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.events.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExplanationTests {

    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    private static Reason reason(String contribution) {
        return new Reason("list_price", "tea", new BigDecimal(contribution), "CNY", "The list price");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void takesReasonsThatAddUpAndRefusesThemOnceOneIsOffByTheLeast(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            // given
            List<Reason> reasons = new ArrayList<>();
            BigDecimal total = BigDecimal.ZERO;
            for (int i = 0; i <= random.nextInt(8); i++) {
                BigDecimal part = BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), random.nextInt(10));
                reasons.add(reason(part.toPlainString()));
                total = total.add(part);
            }

            // when, then
            assertThat(Explanation.of("why", total, reasons).reasons()).isEqualTo(reasons);
            BigDecimal off = total.add(BigDecimal.valueOf(1, 12));
            assertThatThrownBy(() -> Explanation.of("why", off, reasons))
                    .as("seed %d, round %d", seed, round)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(off.toPlainString());
        }
    }

    @Test
    void refusesReasonsInSeveralUnitsAndReasonsOfNothing() {
        Reason metres = new Reason("detour", null, BigDecimal.ONE, "metres", "A detour");

        assertThatThrownBy(() -> Explanation.of("why", new BigDecimal("2"), List.of(reason("1.00"), metres)))
                .hasMessageContaining("several units");
        assertThatThrownBy(() -> new Explanation("why", null, List.of(metres)))
                .hasMessageContaining("a number that is not there");
        assertThatThrownBy(() -> Explanation.of(" ")).hasMessageContaining("no summary");
        assertThatThrownBy(() -> new Reason("kind", null, BigDecimal.ONE, "", "text"))
                .hasMessageContaining("explains nothing");
    }

    @Nested
    class InABody {

        private record Quote(String itemId, @JsonUnwrapped Stamp stamp, Explanation explanation) implements Decision {}

        private static JsonNode written(Stamp stamp) {
            Quote quote = new Quote("tea", stamp, Explanation.of("why", BigDecimal.TEN, List.of(reason("10"))));
            return EventJson.mapper().readTree(EventJson.mapper().writeValueAsBytes(quote));
        }

        @Test
        void theStampStandsUnwrapped() {
            JsonNode body = written(Stamp.of("ridge", "7", NOW));

            assertThat(body.path("item_id").asString()).isEqualTo("tea");
            assertThat(body.path("model").asString()).isEqualTo("ridge");
            assertThat(body.path("model_version").asString()).isEqualTo("7");
            assertThat(body.path("decided_at").asString()).isEqualTo("2026-11-28T20:00:00Z");
            assertThat(body.path("degraded").asBoolean()).isFalse();
            assertThat(body.has("degraded_reason")).isFalse();
            assertThat(body.has("stamp")).isFalse();
            assertThat(body.at("/explanation/reasons/0/subject").asString()).isEqualTo("tea");
        }

        @ParameterizedTest
        @EnumSource
        void aDegradedOneSaysWhy(DegradedReason why) {
            JsonNode body = written(Stamp.degraded("list-price", "1", NOW, why));

            assertThat(body.path("degraded").asBoolean()).isTrue();
            assertThat(body.path("degraded_reason").asString())
                    .isEqualTo(why.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void aStampIsDegradedForAReasonOrNotAtAll() {
        assertThatThrownBy(() -> new Stamp("m", "1", NOW, true, null)).hasMessageContaining("does not say why");
        assertThatThrownBy(() -> new Stamp("m", "1", NOW, false, DegradedReason.TOO_LATE))
                .hasMessageContaining("not degraded and says why");
        assertThatThrownBy(() -> Stamp.of("", "1", NOW)).hasMessageContaining("what decided");
    }

    @Test
    void answersInChineseWhereThatIsPreferred() {
        assertThat(Language.of(Locale.TRADITIONAL_CHINESE)).isEqualTo(Language.CHINESE);
        assertThat(Language.of(Locale.FRANCE)).isEqualTo(Language.ENGLISH);
        assertThat(Language.CHINESE.choose("yes", "是")).isEqualTo("是");
        assertThat(Language.ENGLISH.code()).isEqualTo("en");
    }
}
