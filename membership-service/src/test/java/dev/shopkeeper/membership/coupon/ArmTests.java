package dev.shopkeeper.membership.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmTests {

    private static final int USERS = 10_000;
    private static final UUID KEY = UUID.fromString("5b3c1d0e-7a52-4f7e-9f0e-3a9a4f6f9c11");
    private static final UUID OTHER = UUID.fromString("0d4f3c52-11c8-4b0e-8a43-6b0f6a0f2d70");

    /** By another program: the first eight bytes of HMAC-SHA256 of "user-0", as a part of 2^64. */
    private static final double SHARE_OF_USER_0 = 0.2869139199697007;

    private static long heldOut(UUID key, double share) {
        return IntStream.range(0, USERS)
                .filter(user -> Arm.of(key, "user-" + user, share) == Arm.HELD_OUT)
                .count();
    }

    @ParameterizedTest
    // five standard deviations around the share of 10,000
    @CsvSource({"0.1, 850, 1150", "0.5, 4750, 5250", "0.9, 8850, 9150", "0.01, 50, 150"})
    void holdsOutAboutTheShare(double share, long least, long most) {
        assertThat(heldOut(KEY, share)).isBetween(least, most);
        assertThat(heldOut(OTHER, share)).isBetween(least, most);
    }

    @Test
    void holdsOutNobodyForAShareOfNothing() {
        assertThat(heldOut(KEY, 0)).isZero();
    }

    @Test
    void isTheSameForEverAndForEveryReplica() {
        assertThat(Arm.of(KEY, "user-0", SHARE_OF_USER_0 - 1e-9)).isEqualTo(Arm.COUPON);
        assertThat(Arm.of(KEY, "user-0", SHARE_OF_USER_0 + 1e-9)).isEqualTo(Arm.HELD_OUT);
    }

    @Test
    void isIndependentBetweenCampaigns() {
        long inBoth = IntStream.range(0, USERS)
                .filter(user -> Arm.of(KEY, "user-" + user, 0.5) == Arm.HELD_OUT
                        && Arm.of(OTHER, "user-" + user, 0.5) == Arm.HELD_OUT)
                .count();

        // a quarter, with a standard deviation of 43
        assertThat(inBoth).isBetween(2285L, 2715L);
    }

    @Test
    void whoIsHeldOutForASmallShareIsForALargerOne() {
        assertThat(IntStream.range(0, USERS).filter(user -> Arm.of(KEY, "user-" + user, 0.1) == Arm.HELD_OUT))
                .allMatch(user -> Arm.of(KEY, "user-" + user, 0.3) == Arm.HELD_OUT);
    }
}
