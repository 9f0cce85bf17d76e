package dev.shopkeeper.benchmarks.ranking;

import dev.shopkeeper.recommendation.blend.Popularity;
import dev.shopkeeper.recommendation.deep.DeepModel;
import dev.shopkeeper.recommendation.deep.DeepOptions;
import dev.shopkeeper.recommendation.deep.DeepTrainer;
import dev.shopkeeper.recommendation.evaluation.FullRanking;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.linear.CosineTrainer;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.search.CoordinateSearch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recurrent network alone: options searched on the validation split, trained on all but the test, and the test ranked once,
 * beside popularity and what is met together; all cases, and those whose wanted items were not met before, ranked without
 * what was. Or trained on the past alone, and the validation split ranked, for work on the network that leaves the test alone.
 */
final class DeepBench {

    private static final int PER_SOURCE = 200;

    private DeepBench() {}

    /** What is trained on and what is ranked. */
    private record Ranked(Histories known, List<RankingCase> cases) {}

    /** @param validation whether the validation split is ranked and not the test */
    static Map<String, Object> run(Trial trial, int threads, long seed, int trials, boolean validation) {
        Ranked ranked =
                validation ? new Ranked(trial.past(), trial.validation()) : new Ranked(trial.all(), trial.test());
        long began = System.nanoTime();
        DeepTrainer trainer = new DeepTrainer(threads, seed);
        CoordinateSearch.Found<DeepOptions> found = trainer.search(
                trial.past(), trial.validation(), trials, trial.traits().metric(), done -> {});
        double searched = seconds(began);
        found.trials().forEach(one -> System.err.println(trial.name() + ": " + one));
        long begun = System.nanoTime();
        DeepModel deep = trainer.fit(ranked.known(), found.options(), done -> {});
        double trained = seconds(begun);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("split", validation ? "validation" : "test");
        figures.put("deep", figures(trial, ranked, deep, threads));
        figures.put("popularity", figures(trial, ranked, Popularity.of(ranked.known()), threads));
        figures.put(
                "together",
                figures(
                        trial,
                        ranked,
                        new CosineTrainer(threads, PER_SOURCE).fit(ranked.known(), new Decay(3), done -> {}),
                        threads));
        figures.put("options", found.options().toString());
        figures.put("validation_" + trial.traits().metric(), rounded(found.value()));
        figures.put("trials", found.trials().size());
        figures.put("seconds_search", rounded(searched));
        figures.put("seconds_train", rounded(trained));
        System.err.println(trial.name() + ": " + figures);
        return figures;
    }

    private static Map<String, Object> figures(Trial trial, Ranked ranked, Scorer scorer, int threads) {
        FullRanking ranking = new FullRanking(ranked.known().items(), List.of(10, 20));
        Map<String, Object> figures = new LinkedHashMap<>();
        put(figures, "all", ranking, ranked.cases(), trial, scorer, threads);
        if (trial.traits().repeats()) {
            List<RankingCase> fresh = ranked.cases().stream()
                    .filter(one -> Arrays.stream(one.wanted())
                            .noneMatch(
                                    item -> Arrays.stream(one.history().items()).anyMatch(met -> met == item)))
                    .map(one -> RankingCase.ofNew(one.history(), one.wanted()))
                    .toList();
            put(figures, "not_met_before", ranking, fresh, trial, scorer, threads);
        }
        return figures;
    }

    private static void put(
            Map<String, Object> figures,
            String name,
            FullRanking ranking,
            List<RankingCase> cases,
            Trial trial,
            Scorer scorer,
            int threads) {
        Map<String, Object> shown = new LinkedHashMap<>();
        var reached = ranking.evaluate(cases, scorer, threads);
        trial.figures().forEach(figure -> shown.put(figure, rounded(reached.of(figure))));
        shown.put("cases", reached.cases());
        figures.put(name, shown);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }
}
