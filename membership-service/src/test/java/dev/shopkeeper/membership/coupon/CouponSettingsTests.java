package dev.shopkeeper.membership.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shopkeeper.membership.member.Benefits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CouponSettingsTests {

    private static Binder binder(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties));
    }

    @Test
    void haveDefaults() {
        assertThat(binder(Map.of()).bindOrCreate("shopkeeper.coupons", CouponSettings.class))
                .isEqualTo(new CouponSettings(Duration.ofMinutes(15), Duration.ofMinutes(1), "0 0 * * * *"));
        Benefits benefits = binder(Map.of()).bindOrCreate("shopkeeper.membership", Benefits.class);
        assertThat(benefits.of("loyal")).containsExactly("free_return_shipping", "priority_delivery");
        assertThat(benefits.of("ordinary")).isEmpty();
    }

    @Test
    void areMapped() {
        assertThat(binder(Map.of(
                                "shopkeeper.coupons.reservation", "5m",
                                "shopkeeper.coupons.sweep", "10s",
                                "shopkeeper.coupons.schedule", "-"))
                        .bindOrCreate("shopkeeper.coupons", CouponSettings.class))
                .isEqualTo(new CouponSettings(Duration.ofMinutes(5), Duration.ofSeconds(10), "-"));
        Benefits benefits = binder(Map.of("shopkeeper.membership.benefits.potential", "gift_wrapping,early_access"))
                .bindOrCreate("shopkeeper.membership", Benefits.class);
        assertThat(benefits.of("potential")).containsExactly("gift_wrapping", "early_access");
        assertThat(benefits.of("loyal")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0s, 1m, -", "8d, 1m, -", "15m, 1ms, -", "15m, 1m, hourly"})
    void areRefusedWithWhatIsWrong(String reservation, String sweep, String schedule) {
        Duration waits =
                binder(Map.of("d", reservation)).bind("d", Duration.class).get();
        Duration looks = binder(Map.of("d", sweep)).bind("d", Duration.class).get();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CouponSettings(waits, looks, schedule))
                .withMessageContaining("shopkeeper.coupons.")
                .withMessageContaining("Maybe");
    }
}
