package dev.shopkeeper.benchmarks.decisions;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.PlatformProcesses;
import dev.shopkeeper.benchmarks.platform.SixDecisions;
import dev.shopkeeper.benchmarks.platform.SixDecisions.Ask;
import dev.shopkeeper.benchmarks.platform.SixDecisions.Outcome;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./shop bench decisions [--seed N] [--rate 50] [--seconds 60] [--warm 1000] [--requests 400] [--rounds 3]}: the six decisions by
 * GET and the triage of a message by POST, through the gateway of a running platform. First all of them mixed, so many a second, timed
 * from when each should have been sent, whether the one before was answered or not. Then in turn, round by round, blocks of one
 * decision with the champions and with the fallbacks that stand in when every champion is taken out of service: processor time of all of the
 * platform's processes for one decision, less what they take when nobody asks. The champions serve again afterwards.
 */
public final class DecisionsBench implements BenchCase {

    private static final String TRIAGE = "triage";

    private static final class Block {
        double seconds;
        int requests;
        int degraded;
    }

    @Override
    @SuppressWarnings("SystemOut") // how far it is, for the person who waits
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        PlatformProcesses processes = platform.processes();
        ServedModels models = new ServedModels(platform.admin());
        String run = "decisions-" + options.seed() + "-" + System.currentTimeMillis() + "-";
        SixDecisions decisions = SixDecisions.find(gateway, run);
        SplittableRandom random = new SplittableRandom(options.seed());

        for (Ask ask : decisions.all()) {
            repeat(ask, gateway, random, options.number("warm", 1_000), false);
        }
        processes.settle();
        System.err.println("warm");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("champions", models.versions());
        figures.put("latency", latency(decisions, gateway, random, options));
        System.err.println(figures.get("latency"));
        figures.put("processor", processor(platform, decisions, models, random, options));
        List<String> names =
                Arrays.stream(Application.values()).map(Application::module).toList();
        figures.put("peak_resident_mib", processes.peakMebibytes(names));
        return figures;
    }

    /** Open loop: a slow answer does not hold back the next request. */
    private static Map<String, Object> latency(
            SixDecisions decisions, GatewayClient gateway, SplittableRandom random, BenchOptions options)
            throws InterruptedException {
        int rate = options.number("rate", 50);
        int requests = rate * options.number("seconds", 60);
        Map<String, Latencies> byName = new LinkedHashMap<>();
        decisions.all().forEach(ask -> byName.put(ask.name(), new Latencies()));
        Map<String, String> wrong = new ConcurrentHashMap<>();
        long begun = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < requests; number++) {
                long due = begun + TimeUnit.SECONDS.toNanos(1) * number / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                Ask ask = decisions.all().get(number % decisions.all().size());
                SplittableRandom own = random.split();
                clients.submit(() -> {
                    Outcome outcome = ask.once(gateway, own);
                    long taken = System.nanoTime() - due;
                    if (!outcome.decided() || outcome.degraded()) {
                        wrong.putIfAbsent(
                                ask.name(),
                                outcome.status() + " " + outcome.answer().text());
                    }
                    Latencies latencies = Objects.requireNonNull(byName.get(ask.name()));
                    synchronized (latencies) {
                        latencies.add(taken);
                    }
                    return null;
                });
            }
        }
        Latencies all = new Latencies();
        byName.values().forEach(all::addAll);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests_a_second", rate);
        figures.put("unanswered", requests - all.count());
        figures.put("degraded_or_refused", wrong);
        figures.put("all", all.figures());
        byName.forEach((name, latencies) -> figures.put(name, latencies.figures()));
        return figures;
    }

    private static Map<String, Object> processor(
            Platform platform,
            SixDecisions decisions,
            ServedModels models,
            SplittableRandom random,
            BenchOptions options)
            throws Exception {
        PlatformProcesses processes = platform.processes();
        GatewayClient gateway = platform.operator();
        int requests = options.number("requests", 400);
        Map<String, Block> champions = new LinkedHashMap<>();
        Map<String, Block> fallbacks = new LinkedHashMap<>();
        Thread rescue = new Thread(() -> {
            try {
                models.restore();
            } catch (IOException | InterruptedException | RuntimeException e) {
                System.getLogger("bench").log(System.Logger.Level.ERROR, "Not all champions serve again", e);
            }
        });
        Runtime.getRuntime().addShutdownHook(rescue);
        try {
            for (int round = 0; round < options.number("rounds", 3); round++) {
                measure(decisions, gateway, processes, random, requests, champions);
                models.withdraw();
                try {
                    replan(gateway);
                    measure(decisions, gateway, processes, random, requests, fallbacks);
                } finally {
                    models.restore();
                }
                replan(gateway);
            }
        } finally {
            Runtime.getRuntime().removeShutdownHook(rescue);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        champions.forEach((name, block) -> {
            Block other = Objects.requireNonNull(fallbacks.get(name));
            Map<String, Object> one = new LinkedHashMap<>();
            double mine = block.seconds / block.requests * 1e3;
            double theirs = other.seconds / other.requests * 1e3;
            one.put("champion_ms", rounded(mine));
            one.put("fallback_ms", rounded(theirs));
            one.put("ratio", rounded(mine / theirs));
            one.put("champion_degraded", block.degraded);
            one.put("fallback_degraded", other.degraded);
            one.put("requests_each", block.requests);
            figures.put(name, one);
        });
        return figures;
    }

    /** Messages are asked for as those that were just written, so that no model has read them where none serves. */
    @SuppressWarnings("SystemOut") // how far it is, for the person who waits
    private static void measure(
            SixDecisions decisions,
            GatewayClient gateway,
            PlatformProcesses processes,
            SplittableRandom random,
            int requests,
            Map<String, Block> into)
            throws IOException, InterruptedException {
        List<Ask> order = new ArrayList<>(decisions.all());
        order.sort((one, other) ->
                Boolean.compare(other.name().equals(TRIAGE), one.name().equals(TRIAGE)));
        for (Ask ask : order) {
            double idle = processes.settle();
            System.err.println("processor: " + ask.name() + ", idle " + rounded(idle));
            repeat(ask, gateway, random, requests / 4, false);
            double before = processes.processorSeconds();
            long begun = System.nanoTime();
            Repeated repeated =
                    repeat(ask, gateway, random, requests, ask.name().equals(TRIAGE));
            double taken = processes.processorSeconds() - before - idle * ((System.nanoTime() - begun) / 1e9);
            Block block = into.computeIfAbsent(ask.name(), name -> new Block());
            block.seconds += taken;
            block.requests += requests;
            block.degraded += repeated.degraded();
            if (ask.name().equals(TRIAGE)) {
                decisions.askAbout(repeated.messages());
            }
        }
    }

    private record Repeated(int degraded, List<String> messages) {}

    /** One after another; whatever is not decided ends the bench. */
    private static Repeated repeat(
            Ask ask, GatewayClient gateway, SplittableRandom random, int times, boolean noteMessages)
            throws IOException, InterruptedException {
        int degraded = 0;
        List<String> messages = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            Outcome outcome = ask.once(gateway, random);
            if (!outcome.decided()) {
                throw new IllegalStateException(ask.name() + " was answered " + outcome.status() + ": "
                        + outcome.answer().text());
            }
            degraded += outcome.degraded() ? 1 : 0;
            if (noteMessages) {
                messages.add(outcome.answer().json().path("message_id").asString());
            }
        }
        return new Repeated(degraded, messages);
    }

    /** Tours are planned by what serves now. */
    private static void replan(GatewayClient gateway) throws IOException, InterruptedException {
        for (var depot : gateway.get("/admin/v1/depots?limit=200").json().path("items")) {
            gateway.post(
                    "/admin/v1/depots/" + depot.path("depot_id").asString() + "/replan",
                    "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
