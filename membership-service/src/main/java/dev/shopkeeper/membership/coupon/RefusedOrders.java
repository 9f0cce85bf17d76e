package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.campaign.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts orders that named a coupon that could not be taken: the shop has given a discount that no budget has. Each reason
 * is at zero from the start, so that the first refusal is an increase.
 */
@Component
class RefusedOrders {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedOrders.class);

    private final Map<Refusal, Counter> counters;

    RefusedOrders(MeterRegistry meters) {
        counters = Arrays.stream(Refusal.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        refusal -> Counter.builder("shopkeeper.coupons.refused")
                                .description("Orders that named a coupon that could not be taken")
                                .tag("reason", refusal.code())
                                .register(meters),
                        (one, other) -> one,
                        () -> new EnumMap<>(Refusal.class)));
    }

    /** Counts one when the present transaction has become true. */
    void refused(Refusal refusal, String orderId, UUID couponId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                LOG.warn("Order '{}' named coupon {}, which is refused: {}", orderId, couponId, refusal.code());
                counter(refusal).increment();
            }
        });
    }

    private Counter counter(Refusal refusal) {
        Counter counter = counters.get(refusal);
        if (counter == null) {
            throw new IllegalStateException("There is no counter of " + refusal + ".");
        }
        return counter;
    }
}
