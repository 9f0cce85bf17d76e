package dev.shopkeeper.recommendation.relevance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The features of an item in a list, by the names and units of {@link Feature}; NaN where one is missing. Kept in single
 * precision: so they are logged in few digits and are read as what they were, to the bit.
 */
public record CandidateFeatures(
        float blendScore,
        float blendRank,
        float popularityShare,
        float priceRatio,
        float sameCategory,
        float sameBrand,
        float daysKnown,
        float metBefore,
        float placement,
        float position) {

    /** @throws IllegalArgumentException for a score or place that is none, or a value that is infinite */
    public CandidateFeatures {
        if (!Float.isFinite(blendScore) || !(blendRank >= 1) || !(position >= 1)) {
            throw new IllegalArgumentException("blend_score is " + blendScore + ", blend_rank " + blendRank
                    + " and position " + position + ". Maybe places are counted from 0?");
        }
        for (float value : new float[] {
            blendRank, popularityShare, priceRatio, sameCategory, sameBrand, daysKnown, metBefore, placement, position
        }) {
            if (Float.isInfinite(value)) {
                throw new IllegalArgumentException("A feature is " + value + ". Maybe a price is divided by zero?");
            }
        }
    }

    /** The same at another place of the list. */
    public CandidateFeatures at(int place) {
        return new CandidateFeatures(
                blendScore,
                blendRank,
                popularityShare,
                priceRatio,
                sameCategory,
                sameBrand,
                daysKnown,
                metBefore,
                placement,
                place);
    }

    public float of(Feature feature) {
        return switch (feature) {
            case BLEND_SCORE -> blendScore;
            case BLEND_RANK -> blendRank;
            case POPULARITY_SHARE -> popularityShare;
            case PRICE_RATIO -> priceRatio;
            case SAME_CATEGORY -> sameCategory;
            case SAME_BRAND -> sameBrand;
            case DAYS_KNOWN -> daysKnown;
            case MET_BEFORE -> metBefore;
            case PLACEMENT -> placement;
            case POSITION -> position;
        };
    }

    /** As it is logged with the item of a decision, under {@code features}: in the order of {@link Feature}, null for NaN. */
    public List<@Nullable Float> logged() {
        List<@Nullable Float> values = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            float value = of(feature);
            values.add(Float.isNaN(value) ? null : value);
        }
        return values;
    }

    /** As it was logged; nothing if it is of another version. */
    public static Optional<CandidateFeatures> ofLogged(List<? extends @Nullable Number> logged) {
        int size = Feature.values().length;
        if (logged.size() != size) {
            return Optional.empty();
        }
        float[] values = new float[size];
        for (int place = 0; place < size; place++) {
            Number value = logged.get(place);
            values[place] = value == null ? Float.NaN : value.floatValue();
        }
        try {
            return Optional.of(new CandidateFeatures(
                    values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8],
                    values[9]));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    /** {@code double[Feature.LEARNT]} */
    double[] row() {
        double[] row = new double[Feature.LEARNT.size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = of(Feature.LEARNT.get(column));
        }
        return row;
    }
}
