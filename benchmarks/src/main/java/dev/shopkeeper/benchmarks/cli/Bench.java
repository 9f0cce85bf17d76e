package dev.shopkeeper.benchmarks.cli;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.collector.CollectorBench;
import dev.shopkeeper.benchmarks.decisions.DecisionsBench;
import dev.shopkeeper.benchmarks.faults.FaultsBench;
import dev.shopkeeper.benchmarks.forecast.ForecastBench;
import dev.shopkeeper.benchmarks.freshness.FreshnessBench;
import dev.shopkeeper.benchmarks.fuzz.FuzzBench;
import dev.shopkeeper.benchmarks.jmh.JmhBench;
import dev.shopkeeper.benchmarks.membership.CouponsBench;
import dev.shopkeeper.benchmarks.membership.MembershipBench;
import dev.shopkeeper.benchmarks.membership.PlantedTiers;
import dev.shopkeeper.benchmarks.neural.DeepStepBench;
import dev.shopkeeper.benchmarks.neural.LstmBench;
import dev.shopkeeper.benchmarks.pricing.PlantedElasticities;
import dev.shopkeeper.benchmarks.pricing.PricingBench;
import dev.shopkeeper.benchmarks.ranking.RankingBench;
import dev.shopkeeper.benchmarks.retail.OnlineRetailBench;
import dev.shopkeeper.benchmarks.routing.RoutingBench;
import dev.shopkeeper.benchmarks.serving.ServingBench;
import dev.shopkeeper.benchmarks.startup.StartupBench;
import dev.shopkeeper.benchmarks.triage.TriageBench;
import dev.shopkeeper.events.EventJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code ./shop bench NAME [--option value ...]}: runs one bench and prints its figures as one JSON line. */
public final class Bench {

    private static final Map<String, Supplier<BenchCase>> CASES = new LinkedHashMap<>();

    static {
        CASES.put("collector", CollectorBench::new);
        CASES.put("freshness", FreshnessBench::new);
        CASES.put("decisions", DecisionsBench::new);
        CASES.put("faults", FaultsBench::new);
        CASES.put("fuzz", FuzzBench::new);
        CASES.put("startup", StartupBench::new);
        CASES.put("serving", ServingBench::new);
        CASES.put("online-retail", OnlineRetailBench::new);
        CASES.put("recommendation", RankingBench::new);
        CASES.put("lstm", LstmBench::new);
        CASES.put("deep-step", DeepStepBench::new);
        CASES.put("forecast", ForecastBench::new);
        CASES.put("pricing", PricingBench::new);
        CASES.put("planted-elasticities", PlantedElasticities::new);
        CASES.put("membership", MembershipBench::new);
        CASES.put("coupons", CouponsBench::new);
        CASES.put("planted-tiers", PlantedTiers::new);
        CASES.put("triage", TriageBench::new);
        CASES.put("routing", RoutingBench::new);
        CASES.put("jmh", JmhBench::new);
    }

    private Bench() {}

    @SuppressWarnings("SystemOut") // the figures are the program's output
    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        Supplier<BenchCase> bench = words.isEmpty() ? null : CASES.get(words.getFirst());
        if (bench == null) {
            System.err.println("usage: bench NAME [--option value ...], NAME one of " + CASES.keySet());
            System.exit(2);
            return;
        }
        String name = words.getFirst();
        BenchOptions options = BenchOptions.parse(words.subList(1, words.size()));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("bench", name);
        figures.put("seed", options.seed());
        figures.put("options", options.values());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.putAll(bench.get().run(options));
        System.out.println(EventJson.mapper().writeValueAsString(figures));
        System.exit(0);
    }
}
