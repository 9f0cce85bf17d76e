package dev.shopkeeper.inventory.replenishment.policy;

import java.util.Locale;

/** How much an item weighs and how evenly it sells, such as {@code AX}. */
public record ItemClass(Abc abc, Xyz xyz) {

    /** By share of turnover: A is what the first 80 % come from, B the next 15 %, C the rest. */
    public enum Abc {
        A,
        B,
        C
    }

    /** By coefficient of variation: X at most 0.5, Y at most 1, Z above, and what does not sell. */
    public enum Xyz {
        X,
        Y,
        Z
    }

    /**
     * Of a name such as {@code AX}.
     *
     * @throws IllegalArgumentException for what is no class
     */
    public static ItemClass of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.matches("[ABC][XYZ]")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no class; a class is A, B or C with X, Y or Z, as AX.");
        }
        return new ItemClass(Abc.valueOf(upper.substring(0, 1)), Xyz.valueOf(upper.substring(1)));
    }

    @Override
    public String toString() {
        return abc.name() + xyz.name();
    }
}
