package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.ServingIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list that is the same for everybody.
 *
 * @param kind which one
 * @param days of the window, today included; null for the whole time held
 * @param halfLifeDays after so many days a day counts half; null for days that count alike, or as the index has it where there is
 *     no window either
 */
record Board(Kind kind, @Nullable Integer days, @Nullable Double halfLifeDays) {

    /** Which. */
    enum Kind {
        POPULAR(ServingIndex.Board.POPULAR),
        BEST_SELLERS(ServingIndex.Board.BEST_SELLERS),
        TRENDING(ServingIndex.Board.TRENDING),
        /** By when the catalogue first told of them. */
        NEWEST(null);

        /** As requests write them. */
        static final List<String> WORDS =
                Arrays.stream(values()).map(Kind::word).toList();

        private final ServingIndex.@Nullable Board counted;

        Kind(ServingIndex.@Nullable Board counted) {
            this.counted = counted;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** What is counted for it; null where nothing is. */
        ServingIndex.@Nullable Board counted() {
            return counted;
        }
    }
}
