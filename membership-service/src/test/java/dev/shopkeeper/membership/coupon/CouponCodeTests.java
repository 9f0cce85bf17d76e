package dev.shopkeeper.membership.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CouponCodeTests {

    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Test
    void hasEightyBitsInFourGroups() {
        CouponCode code = CouponCode.next(new SecureRandom());

        assertThat(code.toString()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(code.symbols().length() * Integer.numberOfTrailingZeros(SYMBOLS.length()))
                .isEqualTo(80)
                .isEqualTo(CouponCode.BITS);
    }

    @Test
    void usesEverySymbolInEveryPlaceAboutAsOften() {
        Random random = new Random(7);
        int codes = 32_000;
        int[][] seen = new int[16][32];
        for (int number = 0; number < codes; number++) {
            String symbols = CouponCode.next(random).symbols();
            for (int place = 0; place < 16; place++) {
                seen[place][SYMBOLS.indexOf(symbols.charAt(place))]++;
            }
        }

        // 1,000 expected, with a standard deviation of 31
        for (int[] place : seen) {
            for (int count : place) {
                assertThat(count).isBetween(840, 1160);
            }
        }
    }

    @Test
    void isNeverTheSameTwice() {
        SecureRandom random = new SecureRandom();

        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(number -> CouponCode.next(random))
                        .collect(Collectors.toSet()))
                .hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1001-ABCD-EFGH-0011",
                "1001abcdefgh0011",
                "iOo1-AbCd-eFgH-OolI",
                "LOO1-ABCD-EFGH-OOIL",
                "1-001ABCDEFGH00-11-"
            })
    void readsWhatPeopleType(String typed) {
        assertThat(CouponCode.parse(typed)).contains(new CouponCode("1001ABCDEFGH0011"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1001-ABCD-EFGH-001",
                "1001-ABCD-EFGH-00111",
                "U001-ABCD-EFGH-0011",
                "1001 ABCD EFGH 0011",
                "1001-ABCD-EFGH-001é",
                "１００１-ABCD-EFGH-0011",
                "1001ABCDEFGH0011-------------------------------------------------"
            })
    void readsNothingElse(String typed) {
        assertThat(CouponCode.parse(typed)).isEmpty();
    }

    @Test
    void isReadAsItIsWritten() {
        CouponCode code = CouponCode.next(new SecureRandom());

        assertThat(CouponCode.parse(code.toString())).contains(code);
    }
}
