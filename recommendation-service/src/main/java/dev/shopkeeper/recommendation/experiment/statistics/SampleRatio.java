package dev.shopkeeper.recommendation.experiment.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether persons are spread over the arms as they should be. If they are not, some are lost in one arm and not in the other,
 * and those who are left cannot be compared (Fabijan et al. 2019, Diagnosing sample ratio mismatch in online controlled
 * experiments).
 *
 * @param chiSquare Pearson's, with one degree of freedom fewer than arms
 * @param p how often chance alone is as far off or farther
 */
public record SampleRatio(double chiSquare, double p) {

    /** Below it is no chance. */
    public static final double SUSPICIOUS = 0.001;

    /** The check of arms. */
    public static SampleRatio of(List<ArmTally> arms) {
        long persons = arms.stream().mapToLong(ArmTally::persons).sum();
        if (persons == 0) {
            return new SampleRatio(0, 1);
        }
        double chiSquare = 0;
        for (ArmTally arm : arms) {
            double expected = arm.share() * persons;
            chiSquare += (arm.persons() - expected) * (arm.persons() - expected) / expected;
        }
        return new SampleRatio(
                chiSquare, ChiSquaredDistribution.of(arms.size() - 1).survivalProbability(chiSquare));
    }

    /** Whether the figures are not to be trusted. */
    public boolean mismatch() {
        return p < SUSPICIOUS;
    }
}
