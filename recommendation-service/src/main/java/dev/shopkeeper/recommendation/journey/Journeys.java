package dev.shopkeeper.recommendation.journey;

import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What visitors met, each in the order of time.
 *
 * @param itemIds the items behind the numbers
 * @param attributes what the items are
 */
public record Journeys(List<String> itemIds, List<Journey> all, Attributes attributes) {

    /** How much of what came after counts as wanted. */
    private static final int WANTED = 10;

    public Journeys {
        itemIds = List.copyOf(itemIds);
        all = List.copyOf(all);
    }

    /**
     * One visitor's.
     *
     * @param items item numbers, the oldest first
     * @param epochSeconds beside them, never falling
     * @param strengths beside them: how much the event says
     */
    public record Journey(int[] items, long[] epochSeconds, float[] strengths) {

        int before(long epochSecond) {
            int size = 0;
            while (size < items.length && epochSeconds[size] < epochSecond) {
                size++;
            }
            return size;
        }

        History history(int events) {
            return new History(
                    Arrays.copyOf(items, events),
                    IntStream.range(0, events).toArray(),
                    Arrays.copyOf(strengths, events));
        }
    }

    /** The time that so large a share of the events lies before. */
    public long at(double share) {
        long[] times = all.stream()
                .flatMapToLong(journey -> Arrays.stream(journey.epochSeconds()))
                .sorted()
                .toArray();
        return times.length == 0 ? 0 : times[(int) Math.min(times.length - 1, times.length * share)];
    }

    /** Only what happened before. */
    public Journeys until(long epochSecond) {
        List<Journey> earlier = new ArrayList<>();
        for (Journey journey : all) {
            int size = journey.before(epochSecond);
            if (size > 0) {
                earlier.add(new Journey(
                        Arrays.copyOf(journey.items(), size),
                        Arrays.copyOf(journey.epochSeconds(), size),
                        Arrays.copyOf(journey.strengths(), size)));
            }
        }
        return new Journeys(itemIds, earlier, attributes);
    }

    public Histories histories() {
        return new Histories(
                itemIds.size(),
                all.stream()
                        .map(journey -> journey.history(journey.items().length))
                        .toList(),
                attributes);
    }

    /** The share of what was met from a time on that the visitor had met before; 0 where nothing was. */
    public double repeated(long epochSecond) {
        long met = 0;
        long again = 0;
        for (Journey journey : all) {
            IntOpenHashSet before = new IntOpenHashSet();
            for (int event = 0; event < journey.items().length; event++) {
                boolean first = before.add(journey.items()[event]);
                if (event > 0 && journey.epochSeconds()[event] >= epochSecond) {
                    met++;
                    again += first ? 0 : 1;
                }
            }
        }
        return met == 0 ? 0 : (double) again / met;
    }

    /**
     * What is to be found from a time on: the first ten items that a visitor met after it, from what came before; of
     * visitors who came later, the second half from the first.
     *
     * @param repeats whether what was met before may be found again; if not, it is neither looked for nor ranked
     */
    public List<RankingCase> casesFrom(long epochSecond, boolean repeats) {
        List<RankingCase> cases = new ArrayList<>();
        for (Journey journey : all) {
            int known = journey.before(epochSecond);
            if (known == journey.items().length) {
                continue;
            }
            int cut = known == 0 ? (journey.items().length + 1) / 2 : known;
            History history = journey.history(cut);
            int[] wanted = Arrays.stream(journey.items(), cut, journey.items().length)
                    .filter(item -> repeats || Arrays.stream(history.items()).noneMatch(one -> one == item))
                    .distinct()
                    .limit(WANTED)
                    .toArray();
            if (wanted.length > 0) {
                cases.add(repeats ? RankingCase.ofAny(history, wanted) : RankingCase.ofNew(history, wanted));
            }
        }
        return cases;
    }
}
