package dev.shopkeeper.recommendation.journey;

import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.linear.CosineTrainer;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.EaseOptions;
import dev.shopkeeper.recommendation.linear.EaseTrainer;
import dev.shopkeeper.recommendation.linear.ItemWeights;
import dev.shopkeeper.recommendation.linear.KinshipTrainer;
import dev.shopkeeper.recommendation.linear.SequentialOptions;
import dev.shopkeeper.recommendation.linear.SequentialTrainer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parts of a model over the same histories, each learned once it is first given a share. For one thread. */
final class Parts {

    private final Journeys past;
    private final Histories histories;
    private final int threads;
    private final int perSource;
    private final float[] popularity;
    private final Map<SequentialOptions, ItemWeights> sequential = new HashMap<>();
    private final Map<Double, ItemWeights> ease = new HashMap<>();
    private @Nullable ItemWeights cosine;
    private @Nullable ItemWeights kinship;

    Parts(Journeys past, int threads, int perSource) {
        this.past = past;
        this.histories = past.histories();
        this.threads = threads;
        this.perSource = perSource;
        this.popularity = popularity(histories);
    }

    Histories histories() {
        return histories;
    }

    JourneyModel joined(JourneyOptions options, DoubleConsumer progress) {
        Shares shares = options.shares();
        List<ItemWeights.Part> parts = new ArrayList<>();
        if (shares.sequential() > 0) {
            parts.add(new ItemWeights.Part(
                    sequential(options, done -> progress.accept(0.4 * done)), shares.sequential()));
        }
        if (shares.ease() > 0) {
            parts.add(new ItemWeights.Part(ease(options, done -> progress.accept(0.4 + 0.4 * done)), shares.ease()));
        }
        if (shares.cosine() > 0) {
            parts.add(new ItemWeights.Part(
                    cosine(options, done -> progress.accept(0.8 + 0.1 * done)), shares.cosine()));
        }
        if (shares.kinship() > 0) {
            parts.add(new ItemWeights.Part(
                    kinship(options, done -> progress.accept(0.9 + 0.1 * done)), shares.kinship()));
        }
        Decay fading = new Decay(options.halfLifeSteps());
        return new JourneyModel(
                past.itemIds(),
                ItemWeights.joined(histories.items(), fading, parts, perSource).scaledToOne(),
                popularity,
                options);
    }

    private ItemWeights sequential(JourneyOptions options, DoubleConsumer progress) {
        return sequential.computeIfAbsent(
                options.sequential(),
                one -> new SequentialTrainer(threads, perSource, false, SequentialTrainer.ONE_SCALE)
                        .fit(histories, one, progress));
    }

    private ItemWeights ease(JourneyOptions options, DoubleConsumer progress) {
        EaseOptions one = options.ease();
        return ease.computeIfAbsent(
                one.ridge(), ridge -> new EaseTrainer(threads, perSource, 0).fit(histories, one, progress));
    }

    private ItemWeights cosine(JourneyOptions options, DoubleConsumer progress) {
        ItemWeights known = cosine;
        if (known == null) {
            known = new CosineTrainer(threads, perSource).fit(histories, new Decay(options.halfLifeSteps()), progress);
            cosine = known;
        }
        return known;
    }

    private ItemWeights kinship(JourneyOptions options, DoubleConsumer progress) {
        ItemWeights known = kinship;
        if (known == null) {
            known = new KinshipTrainer(threads, perSource).fit(histories, new Decay(options.halfLifeSteps()), progress);
            kinship = known;
        }
        return known;
    }

    private static float[] popularity(Histories histories) {
        int[] counts = histories.counts();
        float most = Math.max(1, IntStream.of(counts).max().orElse(1));
        float[] shares = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            shares[item] = counts[item] / most;
        }
        return shares;
    }
}
