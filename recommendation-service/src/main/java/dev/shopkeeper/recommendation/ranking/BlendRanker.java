package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.blend.Blend;
import dev.shopkeeper.recommendation.deep.DeepModel;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.popularity.Ranking;
import dev.shopkeeper.recommendation.selection.BlendModel;
import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks by a trained blend: all items that it knows are scored for the visitor's events, in the order in which they happened.
 * Items that came after the training are strangers to it. What they say, and how they score, is what live neighbours and live
 * popularity say, on the scale on which a good item scores about {@code level}; and what the network says of what they are.
 */
public final class BlendRanker implements Ranker {

    /** So many of the most wanted items are looked through for strangers. */
    private static final int WANTED = 200;

    private final BlendModel model;
    private final Blend personal;
    private final int[] numbers;
    private final int[] rows;
    private final IntSupplier indexed;
    private final NeighbourRanker live;
    private final Supplier<Newcomers.Vectors> newcomers;
    private final Queue<float[]> buffers = new ConcurrentLinkedQueue<>();

    /**
     * A ranker.
     *
     * @param numbers of the model's items in the index, {@code int[items]}
     * @param indexed how many items the index knows by now
     * @param live for strangers
     * @param newcomers strangers that the network has vectors for
     */
    public BlendRanker(
            BlendModel model,
            int[] numbers,
            IntSupplier indexed,
            NeighbourRanker live,
            Supplier<Newcomers.Vectors> newcomers) {
        this.model = model;
        this.personal = model.blend().personal();
        this.numbers = numbers;
        this.indexed = indexed;
        this.live = live;
        this.newcomers = newcomers;
        this.rows = new int[Arrays.stream(numbers).max().orElse(-1) + 1];
        Arrays.fill(rows, -1);
        for (int row = 0; row < numbers.length; row++) {
            rows[numbers[row]] = row;
        }
    }

    @Override
    public boolean knows(int item) {
        return row(item) >= 0 || live.knows(item);
    }

    @Override
    public Manner manner() {
        return Manner.NEXT;
    }

    @Override
    public List<Scored> best(List<Evidence> evidence, Ranking popular, IntPredicate eligible, int limit) {
        Events events = new Events(evidence);
        return events.none()
                ? live.best(evidence, popular, eligible, limit)
                : new Answer(events, evidence, popular).best(eligible, limit);
    }

    /** What the model knows of the evidence, the oldest first. */
    private final class Events {
        private final History history;
        private final Evidence[] speakers;

        Events(List<Evidence> evidence) {
            Evidence[] known = evidence.reversed().stream()
                    .filter(one -> row(one.item()) >= 0)
                    .toArray(Evidence[]::new);
            float[] strengths = new float[known.length];
            for (int event = 0; event < known.length; event++) {
                strengths[event] = (float) known[event].weight();
            }
            this.speakers = known;
            this.history = new History(
                    Arrays.stream(known).mapToInt(one -> row(one.item())).toArray(),
                    IntStream.range(0, known.length).toArray(),
                    strengths);
        }

        boolean none() {
            return speakers.length == 0;
        }
    }

    /** One answer in the making. */
    private final class Answer {
        private final Events events;
        private final Ranking popular;
        private final Blend.AskedBlend asked;
        private final Newcomers.Vectors fresh;
        private final double byPopularity;
        private final List<Evidence> faded;
        private final double total;

        Answer(Events events, List<Evidence> evidence, Ranking popular) {
            this.events = events;
            this.popular = popular;
            Blend blend = popular.size() > 0 ? model.blend() : personal;
            this.asked = blend.ask(events.history);
            this.fresh = newcomers.get();
            this.byPopularity = blend.popularityFactor();
            this.faded = live.faded(evidence);
            this.total = faded.stream().mapToDouble(Evidence::weight).sum();
        }

        List<Scored> best(IntPredicate eligible, int limit) {
            Best best = new Best(popular, eligible, limit);
            float[] scores = borrowed();
            try {
                asked.score(1, scores);
                Int2DoubleOpenHashMap strangers = new Int2DoubleOpenHashMap();
                live((one, item, amount) -> {
                    int row = row(item);
                    if (row >= 0) {
                        scores[row] += (float) amount;
                    } else {
                        strangers.addTo(item, amount);
                    }
                });
                for (int row = 0; row < scores.length; row++) {
                    if (scores[row] != 0) {
                        best.offer(numbers[row], scores[row]);
                    }
                }
                network((network, factor) -> {
                    double[] told = network.scores(fresh.vectors());
                    for (int place = 0; place < told.length; place++) {
                        if (row(fresh.numbers()[place]) < 0) {
                            strangers.addTo(fresh.numbers()[place], factor * told[place]);
                        }
                    }
                });
                for (int rank = 0; rank < Math.min(WANTED, popular.size()) && byPopularity > 0; rank++) {
                    int item = popular.itemAt(rank);
                    if (row(item) < 0) {
                        strangers.addTo(item, 0);
                    }
                }
                strangers
                        .int2DoubleEntrySet()
                        .fastForEach(stranger -> best.offer(
                                stranger.getIntKey(),
                                stranger.getDoubleValue() + byPopularity * popular.share(stranger.getIntKey())));
            } finally {
                Arrays.fill(scores, 0);
                buffers.add(scores);
            }
            return filled(explained(best.items()), eligible, limit);
        }

        /** What live neighbours say: of strangers, and by strangers of anything. */
        private void live(LiveTerms terms) {
            boolean strangers = indexed.getAsInt() > numbers.length;
            for (Evidence one : faded) {
                boolean stranger = row(one.item()) < 0;
                double weight = one.weight() / total * model.recipe().level();
                if (stranger || strangers) {
                    live.neighbours().forEach(one.item(), (item, similarity) -> {
                        if (stranger || row(item) < 0) {
                            terms.add(one, item, weight * similarity);
                        }
                    });
                }
            }
        }

        /** The sum of the terms, each rounded, is the score. */
        private List<Scored> explained(int[] items) {
            int[] known = Arrays.stream(items).filter(item -> row(item) >= 0).toArray();
            Int2ObjectOpenHashMap<List<Scored.Contribution>> terms = new Int2ObjectOpenHashMap<>(items.length);
            for (int item : items) {
                terms.put(item, new ArrayList<>());
            }
            learnt(known, ofKnown(known), terms);
            int[] newcomers = Arrays.stream(items)
                    .filter(item -> row(item) < 0 && fresh.places().get(item) >= 0)
                    .toArray();
            if (newcomers.length > 0) {
                learnt(newcomers, ofNewcomers(newcomers), terms);
            }
            if (known.length < items.length || faded.stream().anyMatch(one -> row(one.item()) < 0)) {
                live((one, item, amount) -> add(terms.get(item), Scored.Source.TOGETHER, one, amount));
            }
            List<Scored> scored = new ArrayList<>(items.length);
            for (int item : items) {
                if (row(item) < 0) {
                    add(terms.get(item), Scored.Source.POPULARITY, null, byPopularity * popular.share(item));
                }
                scored.add(Scored.of(item, terms.get(item)));
            }
            scored.sort(NeighbourRanker.order(popular));
            return scored;
        }

        private Consumer<ExplainedScorer.Terms> ofKnown(int[] known) {
            Chosen chosen =
                    new Chosen(Arrays.stream(known).map(BlendRanker.this::row).toArray());
            return told -> asked.explain(chosen, told);
        }

        private Consumer<ExplainedScorer.Terms> ofNewcomers(int[] items) {
            float[][] vectors = Arrays.stream(items)
                    .mapToObj(item -> fresh.vectors()[fresh.places().get(item)])
                    .toArray(float[][]::new);
            return told -> network((network, factor) ->
                    network.explain(vectors, (event, place, amount) -> told.add(event, place, factor * amount)));
        }

        /** What the network says, if it is a part, and what that is multiplied by. */
        private void network(Told<DeepModel.AskedNetwork> told) {
            for (int part = 0; part < asked.asked().size() && fresh.numbers().length > 0; part++) {
                if (asked.asked().get(part) instanceof DeepModel.AskedNetwork network) {
                    told.by(network, asked.parts().get(part).factor());
                }
            }
        }

        private void learnt(
                int[] items,
                Consumer<ExplainedScorer.Terms> explain,
                Int2ObjectOpenHashMap<List<Scored.Contribution>> terms) {
            List<Evidence> speakers =
                    Evidence.distinct(Arrays.asList(events.speakers).reversed());
            Int2IntOpenHashMap slots = new Int2IntOpenHashMap();
            for (int slot = 0; slot < speakers.size(); slot++) {
                slots.put(speakers.get(slot).item(), slot);
            }
            int[] slotOf = Arrays.stream(events.speakers)
                    .mapToInt(speaker -> slots.get(speaker.item()))
                    .toArray();
            double[][] sums = new double[items.length][speakers.size() + 1];
            explain.accept((event, place, amount) ->
                    sums[place][event == ExplainedScorer.Terms.NO_EVENT ? speakers.size() : slotOf[event]] += amount);
            for (int place = 0; place < items.length; place++) {
                List<Scored.Contribution> own = terms.get(items[place]);
                for (int slot = 0; slot < speakers.size(); slot++) {
                    add(own, Scored.Source.NEXT, speakers.get(slot), sums[place][slot]);
                }
                add(own, Scored.Source.POPULARITY, null, sums[place][speakers.size()]);
            }
        }

        /** Where nothing speaks for so many items, the most wanted follow. */
        private List<Scored> filled(List<Scored> scored, IntPredicate eligible, int limit) {
            if (scored.size() >= limit) {
                return scored;
            }
            IntOpenHashSet shown = new IntOpenHashSet(scored.size());
            scored.forEach(one -> shown.add(one.item()));
            List<Scored> filled = new ArrayList<>(scored);
            for (int rank = 0; rank < popular.size() && filled.size() < limit; rank++) {
                int item = popular.itemAt(rank);
                if (!shown.contains(item) && eligible.test(item)) {
                    filled.add(Scored.of(item, List.of(Scored.Contribution.of(Scored.Source.POPULARITY, null, 0))));
                }
            }
            return filled;
        }
    }

    @FunctionalInterface
    private interface Told<M> {
        void by(M model, float factor);
    }

    @FunctionalInterface
    private interface LiveTerms {
        void add(Evidence one, int item, double amount);
    }

    private static void add(
            @Nullable List<Scored.Contribution> terms,
            Scored.Source source,
            @Nullable Evidence evidence,
            double amount) {
        long units = Scored.inUnits(amount);
        if (terms != null && units != 0) {
            terms.add(Scored.Contribution.of(source, evidence, units));
        }
    }

    /** Of an item of the index in the model, or -1. */
    private int row(int item) {
        return item < rows.length ? rows[item] : -1;
    }

    private float[] borrowed() {
        float[] buffer = buffers.poll();
        return buffer == null ? new float[numbers.length] : buffer;
    }
}
