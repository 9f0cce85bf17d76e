package dev.shopkeeper.inventory.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What will sell of an item.
 *
 * @param locationId absent for all locations together
 * @param bucketDays days of a bucket
 * @param knownUntil first day (UTC) that the forecast knows nothing of any more; it begins there
 * @param demandClass smooth, erratic, intermittent or lumpy
 * @param expected units in all
 * @param experts who forecast it, and what each would have said alone; weights of sum one
 * @param notes what was found in the data, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemForecast(
        String itemId,
        @Nullable String locationId,
        int bucketDays,
        LocalDate knownUntil,
        String demandClass,
        BigDecimal expected,
        List<Bucket> buckets,
        List<ExpertWeight> experts,
        History history,
        List<String> notes,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    /**
     * A part of the time ahead.
     *
     * @param from first day
     * @param to last day
     * @param mean expected units
     * @param quantiles by level, rising: {@code {"0.5": 3, "0.9": 6}}
     */
    public record Bucket(LocalDate from, LocalDate to, BigDecimal mean, Map<String, BigDecimal> quantiles) {}

    /**
     * A forecaster.
     *
     * @param weight 0 to 1; 0 where it was worth nothing beside the others
     * @param expected units that it would have forecast alone
     */
    public record ExpertWeight(String name, BigDecimal weight, BigDecimal expected) {}

    /**
     * What it was forecast from.
     *
     * @param buckets how many
     * @param units sold in all of them
     * @param unitsReturned units that came back; they were demanded all the same
     * @param stockOutDays days without anything to sell
     * @param latest units of the latest buckets, oldest first
     */
    public record History(
            int buckets, BigDecimal units, long unitsReturned, BigDecimal stockOutDays, List<BigDecimal> latest) {}
}
