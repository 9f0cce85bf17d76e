package dev.shopkeeper.recommendation.experiment.allocation;

import dev.shopkeeper.recommendation.hashing.StableHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deals persons to arms: the hash of salt and person is a number from 0 to 1, and the arms' shares, laid end to end, say whose it
 * is. The same person is always in the same arm, on every replica and after every restart; two salts deal independently.
 *
 * @param variants two to ten, whose shares add up to 1; the control first
 */
public record Allocation(String salt, List<Variant> variants) {

    /** As many arms as there may be. */
    public static final int MOST = 10;

    private static final double TOLERANCE = 1e-6;

    public Allocation {
        variants = List.copyOf(variants);
        Set<String> names = new HashSet<>();
        variants.forEach(variant -> names.add(variant.name()));
        if (variants.size() < 2 || variants.size() > MOST || names.size() < variants.size() || !addUp(variants)) {
            throw new IllegalArgumentException("Arms are "
                    + variants.stream()
                            .map(each -> each.name() + "=" + each.share())
                            .toList()
                    + ". Maybe 2 to 10 of different names whose shares add up to 1?");
        }
    }

    /** Whether shares add up to 1, a millionth aside. */
    public static boolean addUp(List<Variant> variants) {
        double sum = variants.stream().mapToDouble(Variant::share).sum();
        return Math.abs(sum - 1) <= TOLERANCE;
    }

    /** The arm of a person. */
    public Variant of(String unitId) {
        double place = place(salt, unitId);
        double upTo = 0;
        for (Variant variant : variants) {
            upTo += variant.share();
            if (place < upTo) {
                return variant;
            }
        }
        return variants.getLast();
    }

    /** From 0 to 1, 1 excluded. */
    static double place(String salt, String unitId) {
        return (StableHash.of(salt + "\n" + unitId) >>> 11) * 0x1p-53;
    }
}
