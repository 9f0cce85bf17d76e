package dev.shopkeeper.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shopkeeper.benchmarks.faults.DecisionCount.Heard;
import dev.shopkeeper.local.Application;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DecisionCountTests {

    private static final long SECOND = 1_000_000_000L;
    private static final Heard GOOD = Heard.answer(200, false, "{}");
    private static final Heard DEGRADED =
            Heard.answer(200, true, "{\"degraded\":true,\"degraded_reason\":\"too_late\"}");
    private static final Heard REFUSED = Heard.answer(503, false, "{\"code\":\"pricing-unavailable\"}");
    private static final Heard BROKEN = Heard.broken("java.net.ConnectException: refused");

    private final Downtimes downtimes = new Downtimes();
    private final DecisionCount count = new DecisionCount(downtimes);

    @Test
    void findsNoFaultWithGoodAnswers() {
        down("order-service", 10, 20);

        price(15, GOOD);
        price(25, GOOD);

        assertThat(count.violations()).isZero();
        assertThat(count.violationsWhileAllWereUp()).isZero();
        assertThat(figures()).containsEntry("asked", 2L).containsEntry("answered_while_another_was_down", 1L);
    }

    @Test
    void countsWhatIsRefusedOrDegradedWhileAnotherIsDownAndSaysWhoseFaultItSeems() {
        down("order-service", 10, 20);

        price(15, REFUSED);
        price(16, DEGRADED);
        price(17, BROKEN);

        assertThat(count.violations()).isEqualTo(3);
        assertThat(figures())
                .containsEntry("of_these_refused_or_degraded", 3L)
                .containsEntry("refused_or_degraded_by_victim", Map.of("order-service", 3L));
        assertThat((List<?>) figures().get("examples"))
                .first()
                .isEqualTo("order-service killed 5.0 s before: 503 {\"code\":\"pricing-unavailable\"}");
        assertThat(figures())
                .containsEntry(
                        "refused_or_degraded_by_reason",
                        Map.of("503 pricing-unavailable", 1L, "degraded too_late", 1L, "ConnectException", 1L));
    }

    @Test
    void letsAServiceThatIsDownRefuseAndDegrade() {
        down("pricing-service", 10, 20);

        price(15, REFUSED);
        price(16, DEGRADED);

        assertThat(count.violations()).isZero();
        assertThat(figures()).containsEntry("while_its_own_service_was_down", 2L);
    }

    @Test
    void letsNobodyConnectWhileTheGatewayIsDownAndNothingElse() {
        down("gateway", 10, 20);

        price(15, BROKEN);
        price(16, DEGRADED);
        price(17, REFUSED);

        assertThat(count.violations()).isEqualTo(2);
        assertThat(figures()).containsEntry("not_connected_while_the_gateway_was_down", 1L);
    }

    @Test
    void countsByThemselvesFaultsWhileAllAreUp() {
        down("order-service", 10, 20);

        price(5, REFUSED);
        price(21, BROKEN);

        assertThat(count.violations()).isZero();
        assertThat(count.violationsWhileAllWereUp()).isEqualTo(2);
    }

    @Test
    void putsARequestUnderWayWhenItsServiceIsKilledDownToTheKill() {
        down("pricing-service", 10, 20);

        count.add("price", Application.PRICING, 9 * SECOND, 11 * SECOND, BROKEN);
        count.add("price", Application.PRICING, 19 * SECOND, 21 * SECOND, REFUSED);

        assertThat(count.violations() + count.violationsWhileAllWereUp()).isZero();
    }

    @Test
    void takesAServiceThatNeverCameBackForDown() {
        downtimes.begin("pricing-service", 10 * SECOND);

        price(500, REFUSED);

        assertThat(count.violations() + count.violationsWhileAllWereUp()).isZero();
    }

    @Test
    void refusesToEndADowntimeThatNeverBegan() {
        assertThatIllegalStateException()
                .isThrownBy(() -> downtimes.end("gateway", 1))
                .withMessageContaining("gateway is not down");
    }

    private void down(String victim, long from, long until) {
        downtimes.begin(victim, from * SECOND);
        downtimes.end(victim, until * SECOND);
    }

    private void price(long at, Heard heard) {
        count.add("price", Application.PRICING, at * SECOND, at * SECOND + 1, heard);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> figures() {
        return (Map<String, Object>) Objects.requireNonNull(count.figures().get("price"));
    }
}
