package dev.shopkeeper.order.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.order.orders.OrderController.CancelRequest;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CancellationEntryTests {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String DOUBLED = """
            {"line_id":"1","quantity":1},{"line_id":"2","quantity":1},{"line_id":"1","quantity":2}
            """;
    private static final Violation OF_THE_THIRD_LINE =
            new Violation("lines[2].line_id", "1", "occurs twice in these lines");

    private static <T> T read(String body, Function<Fields, T> reader) {
        return Fields.body(JsonMapper.shared().readTree(body), NOW, reader);
    }

    private static List<Violation> refused(String body, Function<Fields, ?> reader) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(body, reader))
                .actual()
                .violations();
    }

    @Nested
    class AnEntryOfAnUpload {

        @Test
        void mayNameEachLineOfItsOrderOnce() {
            CancellationEntry entry = read("""
                    {"cancellation_id":"c","order_id":"o","cancelled_at":"2026-03-02T00:00:00Z",
                     "lines":[{"line_id":"1","quantity":1},{"line_id":"2","quantity":3}]}
                    """, CancellationEntry::read);

            assertThat(entry.units()).containsExactly(new LineQuantity("1", 1), new LineQuantity("2", 3));
        }

        @Test
        void isRefusedWhenItNamesALineOfItsOrderTwice() {
            assertThat(refused("""
                    {"cancellation_id":"c","order_id":"o","cancelled_at":"2026-03-02T00:00:00Z","lines":[%s]}
                    """.formatted(DOUBLED), CancellationEntry::read)).containsExactly(OF_THE_THIRD_LINE);
        }

        @Test
        void isRefusedOnceForALineNamedTwiceWithoutAnOrder() {
            String line = """
                    {"line_id":"%s","item_id":"i","quantity":1,"unit_price":{"amount":"1","currency":"CNY"}}
                    """;
            String lines = line.formatted("1") + "," + line.formatted("2") + "," + line.formatted("1");

            assertThat(refused("""
                    {"cancellation_id":"c","cancelled_at":"2026-03-02T00:00:00Z","lines":[%s]}
                    """.formatted(lines), CancellationEntry::read)).containsExactly(OF_THE_THIRD_LINE);
        }
    }

    @Nested
    class ARequestToCancel {

        @Test
        void mayNameNoLineToMeanAllThatIsLeft() {
            assertThat(read("{}", CancelRequest::read)).isEqualTo(new CancelRequest(List.of(), null, NOW));
        }

        @Test
        void isRefusedWhenItNamesALineTwice() {
            assertThat(refused("{\"lines\":[" + DOUBLED + "]}", CancelRequest::read))
                    .containsExactly(OF_THE_THIRD_LINE);
        }
    }
}
