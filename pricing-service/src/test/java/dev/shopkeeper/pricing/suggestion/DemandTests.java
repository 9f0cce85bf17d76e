package dev.shopkeeper.pricing.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.shopkeeper.pricing.elasticity.Elasticity;
import dev.shopkeeper.pricing.elasticity.Elasticity.Source;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import dev.shopkeeper.pricing.forecast.HeardForecasts.ForecastDemand;
import dev.shopkeeper.pricing.forecast.Interests.Interest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemandTests {

    private static final Interest USUAL = new Interest(100, 100);

    private static Elasticity sells(double weeklyUnits, double interest) {
        return new Elasticity(-2, -3, -1, Standing.KNOWN, Source.ITEM, "tea", weeklyUnits, 52, interest);
    }

    private static ForecastDemand forecast(double weeklyUnits) {
        return new ForecastDemand(weeklyUnits, "demand-forecast", "v1", Instant.EPOCH);
    }

    private static Demand of(Elasticity elasticity, @Nullable ForecastDemand forecast, Interest interest) {
        return Objects.requireNonNull(Demand.of(elasticity, forecast, interest, 1));
    }

    @Test
    void isWhatSoldAsLongAsNothingIsForecast() {
        assertThat(of(sells(5, 0.5), null, USUAL)).isEqualTo(new Demand(5, 5, 1, 1, "sales"));
        assertThat(of(sells(5, 0.5), forecast(8), USUAL)).isEqualTo(new Demand(8, 8, 1, 1, "forecast"));
    }

    @Test
    void isKnownOfANewItemThatIsForecast() {
        assertThat(Demand.of(sells(0, 0), null, USUAL, 1)).isNull();
        assertThat(Demand.of(sells(0, 0), forecast(0), USUAL, 1)).isNull();
        assertThat(of(sells(0, 0), forecast(3), USUAL).weeklyUnits()).isEqualTo(3);
    }

    @Test
    void followsInterestAsFarAsSalesDidAndNeverTooFar() {
        assertThat(of(sells(5, 0.5), null, new Interest(224, 99)).weeklyUnits()).isCloseTo(7.5, offset(1e-12));
        assertThat(of(sells(5, 0), null, new Interest(900, 99)).weeklyUnits()).isEqualTo(5);
        assertThat(of(sells(5, 1), null, new Interest(100_000, 99)).interestFactor())
                .isEqualTo(2);
        assertThat(of(sells(5, 1), null, new Interest(0, 99)).interestFactor()).isEqualTo(0.5);
    }

    @Test
    void readsNothingFromAHandfulOfViews() {
        assertThat(of(sells(5, 1), null, new Interest(40, 4)).interestFactor()).isEqualTo(1);
    }

    @Test
    void isThatAtThePriceOfNow() {
        Demand dearer = Objects.requireNonNull(Demand.of(sells(5, 0), forecast(8), USUAL, 1.1));

        assertThat(dearer.weeklyUnits()).isCloseTo(8 * Math.pow(1.1, -2), offset(1e-12));
        assertThat(dearer.usual()).isEqualTo(8);
        assertThat(Objects.requireNonNull(Demand.of(sells(5, 0), null, USUAL, 0.1))
                        .priceFactor())
                .as("a price that was cut by nine tenths is not believed to sell a hundred times as much")
                .isEqualTo(2);
    }
}
