package dev.shopkeeper.membership.coupon;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a member names a coupon by: 80 bits in Crockford's base 32 (<a
 * href="https://www.crockford.com/base32.html">crockford.com/base32.html</a>), which has no I, L, O and U. Immutable.
 *
 * @param symbols sixteen of them, without hyphens
 */
record CouponCode(String symbols) {

    static final int BITS = 80;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS_A_SYMBOL = 5;
    private static final int LENGTH = BITS / BITS_A_SYMBOL;
    private static final int GROUP = 4;
    /** Longer ones are refused unread. */
    private static final int LONGEST = 64;

    /** A new one. Its safety is that of the generator: give a {@link java.security.SecureRandom}. */
    static CouponCode next(RandomGenerator random) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        for (int index = 0; index < LENGTH; index++) {
            symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CouponCode(symbols.toString());
    }

    /** Reads what somebody typed: in any case, with hyphens anywhere or nowhere, I and L for 1, O for 0. */
    static Optional<CouponCode> parse(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        StringBuilder symbols = new StringBuilder(LENGTH);
        for (int index = 0; index < typed.length(); index++) {
            char symbol = canonical(typed.charAt(index));
            if (symbol == '-') {
                continue;
            }
            if (ALPHABET.indexOf(symbol) < 0) {
                return Optional.empty();
            }
            symbols.append(symbol);
        }
        return symbols.length() == LENGTH ? Optional.of(new CouponCode(symbols.toString())) : Optional.empty();
    }

    private static char canonical(char typed) {
        char upper = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
        return switch (upper) {
            case 'I', 'L' -> '1';
            case 'O' -> '0';
            default -> upper;
        };
    }

    /** In groups, {@code 7ZQ4-0N8T-MR2W-E5KD}. */
    @Override
    public String toString() {
        String[] groups = new String[LENGTH / GROUP];
        Arrays.setAll(groups, index -> symbols.substring(index * GROUP, (index + 1) * GROUP));
        return String.join("-", groups);
    }
}
