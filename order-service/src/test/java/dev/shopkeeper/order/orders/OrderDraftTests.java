package dev.shopkeeper.order.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderDraftTests {

    private static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");

    private static OrderLine line(String id, long quantity, String price) {
        return new OrderLine(id, "item-" + id, null, quantity, Money.of(price, "GBP"));
    }

    private static OrderEntry entry(OrderLine... lines) {
        return new OrderEntry(
                "o-1", "u-1", "web", PLACED, List.of(lines), Money.of("5", "GBP"), List.of("SPRING"), null);
    }

    private static OrderDraft stored(OrderState state, OrderLine... lines) {
        OrderEntry entry = entry(lines);
        OrderDraft.Header header =
                new OrderDraft.Header("o-1", "u-1", "web", "GBP", state, new BigDecimal("5.0000"), PLACED);
        OrderDraft draft = OrderDraft.stored(entry, header);
        List.of(lines).forEach(draft::known);
        return draft;
    }

    @Nested
    class AFreshOrder {

        @Test
        void isToldWithAllThatBelongsToIt() {
            // given
            OrderEntry entry = entry(line("1", 2, "1.50"), line("2", 1, "0.001"));
            OrderDraft draft = OrderDraft.fresh(entry);

            // when
            assertThat(draft.merge(entry)).isEmpty();

            // then
            OrderPlaced event = draft.events().getFirst();
            assertThat(event.lines()).hasSize(2);
            assertThat(event.total().amount()).isEqualByComparingTo("3.001");
            assertThat(event.shipping()).isEqualTo(Money.of("5", "GBP"));
            assertThat(event.couponCodes()).containsExactly("SPRING");
        }

        @Test
        void isToldInPartsThatFitIntoMessages() {
            // given
            String title = "长".repeat(500);
            OrderLine[] lines = IntStream.range(0, 2_000)
                    .mapToObj(number -> new OrderLine("l" + number, "i", title, 1, Money.of("1", "GBP")))
                    .toArray(OrderLine[]::new);
            OrderDraft draft = OrderDraft.fresh(entry(lines));

            // when
            draft.merge(entry(lines));

            // then
            List<OrderPlaced> events = draft.events();
            assertThat(events)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(event -> assertThat(EventJson.mapper().writeValueAsBytes(event))
                            .hasSizeLessThan(1_000_000));
            assertThat(events.stream().mapToLong(event -> event.lines().size()).sum())
                    .isEqualTo(2_000);
            assertThat(events.stream().map(OrderPlaced::shipping).filter(Objects::nonNull))
                    .hasSize(1);
        }

        @Test
        void growsByASecondEntryOfTheSameUpload() {
            OrderDraft draft = OrderDraft.fresh(entry(line("1", 2, "1")));
            draft.merge(entry(line("1", 2, "1")));

            assertThat(draft.merge(entry(line("1", 2, "1.00"), line("2", 1, "4"))))
                    .isEmpty();

            assertThat(draft.addedTotal()).isEqualByComparingTo("6");
        }
    }

    @Nested
    class AKnownOrder {

        @Test
        void saysNothingWhenItIsToldAgain() {
            OrderDraft draft = stored(OrderState.SHIPPED, line("1", 2, "1.50"));

            assertThat(draft.merge(entry(line("1", 2, "1.5")))).isEmpty();

            assertThat(draft.changed()).isFalse();
        }

        @Test
        void tellsTheDifferenceAlone() {
            OrderDraft draft = stored(OrderState.PLACED, line("1", 2, "1.50"));

            assertThat(draft.merge(entry(line("1", 2, "1.50"), line("2", 3, "2"))))
                    .isEmpty();

            assertThat(draft.events().getFirst().lines())
                    .extracting(OrderLine::lineId)
                    .containsExactly("2");
            assertThat(draft.events().getFirst().total().amount()).isEqualByComparingTo("6");
            assertThat(draft.events().getFirst().shipping()).isNull();
            assertThat(draft.events().getFirst().couponCodes()).isEmpty();
        }

        @Test
        void refusesOtherContentForALineAndKeepsNothingOfTheEntry() {
            OrderDraft draft = stored(OrderState.PLACED, line("1", 2, "1.50"));

            assertThat(draft.merge(entry(line("1", 3, "1.50"), line("2", 3, "2"))))
                    .contains(new Violation("lines", "1", "the line is known with other content"));

            assertThat(draft.changed()).isFalse();
        }

        @Test
        void refusesNewLinesOnceItIsShipped() {
            OrderDraft draft = stored(OrderState.SHIPPED, line("1", 2, "1.50"));

            assertThat(draft.merge(entry(line("2", 1, "1"))))
                    .get()
                    .extracting(Violation::message)
                    .isEqualTo("the order is SHIPPED; it takes no new lines");
        }
    }
}
