package dev.shopkeeper.starter.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code shopkeeper.idempotency}.
 *
 * @param retention how long keys and answers are kept
 * @param inFlight how long a request may take before it is held for dead
 * @param hashedBytes how much of a body is compared; of larger ones the beginning and the length
 */
@ConfigurationProperties("shopkeeper.idempotency")
public record IdempotencyProperties(
        @DefaultValue("24h") Duration retention,
        @DefaultValue("60s") Duration inFlight,
        @DefaultValue("1MB") DataSize hashedBytes) {}
