package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.source.InflationLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports.
 *
 * @param maximumUploadSize of a file as it is sent
 * @param maximumInflatedSize of a compressed file once inflated
 * @param maximumInflationRatio of inflated to compressed bytes
 * @param retention of uploaded files after their last import
 * @param batchesInFlight how many batches are sent before the first is answered
 */
@ConfigurationProperties("shopkeeper.imports")
record ImportProperties(
        @DefaultValue("10GB") DataSize maximumUploadSize,
        @DefaultValue("100GB") DataSize maximumInflatedSize,
        @DefaultValue("250") int maximumInflationRatio,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("3") int batchesInFlight) {

    private static final long RATIO_AFTER_BYTES = 16L * 1024 * 1024;

    ImportProperties {
        if (batchesInFlight < 1 || batchesInFlight > 16) {
            throw new IllegalArgumentException(
                    "shopkeeper.imports.batches-in-flight is " + batchesInFlight + ". Maybe 1 to 16 is meant?");
        }
    }

    InflationLimits inflationLimits() {
        return new InflationLimits(maximumInflatedSize.toBytes(), maximumInflationRatio, RATIO_AFTER_BYTES);
    }
}
