package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.SixDecisions;
import dev.shopkeeper.benchmarks.platform.TopicCount;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.local.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./shop bench faults [--kills 60] [--seed N] [--broker true] [--victims NAME,NAME] [--before 60] [--gap 20]
 * [--orders 2000] [--decisions false]}: kills the seven processes with {@code kill -9} at random moments, one at a time, while
 * events, orders, messages and stock movements are sent, an import runs and all decisions are asked for; the launcher starts them
 * again. Counted by plain SQL and plain Kafka: whether all that was acknowledged had its effects exactly once. Counted from the
 * answers: whether a decision of another service than the killed one was refused or degraded, and how long each took to decide by
 * its model again.
 *
 * <p>Options: {@code kills}; {@code victims} (all seven applications) and {@code broker} (no), whom to kill; {@code before} (60),
 * seconds of all that without a kill; {@code gap} (20), seconds at most, chosen by chance, that the platform is left alone between
 * a recovery and the next kill; {@code patience} (60), seconds until a victim is given up and the next one's turn is;
 * {@code pause} (500), milliseconds between an answer and the next request for the same decision; {@code orders} of the import;
 * {@code decisions} (yes), which want a shop with models.
 */
public final class FaultsBench implements BenchCase {

    private static final String BROKER = "kafka";
    private static final Duration LONGEST_ACKNOWLEDGEMENT = Duration.ofMinutes(3);

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        SplittableRandom random = new SplittableRandom(options.seed());
        // Behind a shop's own ids, so that a later run does not choose what this one leaves behind to ask about.
        String run = "z-faults-" + options.seed() + "-" + System.currentTimeMillis() + "-";
        Downtimes downtimes = new Downtimes();
        DecisionCount count = new DecisionCount(downtimes);
        Asking asking = null;
        if (options.text("decisions", "true").equals("true")) {
            asking = new Asking(
                    gateway,
                    SixDecisions.find(gateway, run + "ask-"),
                    count,
                    Duration.ofMillis(options.number("pause", 500)));
            asking.requireAllDecided(random.split(), Duration.ofSeconds(options.number("patience", 60)));
        }
        try (TopicCount topic = new TopicCount(platform.bootstrapServers(), Topic.BEHAVIOUR)) {
            Rows rows = new Rows(platform);
            List<Clerk> clerks = List.of(
                    new EventClerk(new CarefulClient(gateway), rows, topic, run),
                    new OrderClerk(new CarefulClient(gateway), rows, run),
                    new MessageClerk(new CarefulClient(gateway), rows, run),
                    new StockClerk(gateway, new CarefulClient(gateway), rows, run));
            ImportUnderFaults imported = new ImportUnderFaults(gateway, platform, run, options.number("orders", 2000));
            imported.start();
            List<Thread> atWork = clerks.stream()
                    .map(clerk -> Thread.ofVirtual().name(clerk.name()).start(clerk))
                    .toList();
            if (asking != null) {
                asking.start(random.split());
            }
            // All of them in use, as in a shop, and none for the first time.
            Thread.sleep(Duration.ofSeconds(options.number("before", 60)));
            long began = System.nanoTime();
            RecoveryTimes times = new RecoveryTimes();
            List<String> unkilled = kill(platform, options, asking, downtimes, count, times, random);
            for (int i = 0; i < clerks.size(); i++) {
                clerks.get(i).stop();
                atWork.get(i).join(LONGEST_ACKNOWLEDGEMENT);
            }
            if (asking != null) {
                asking.stop();
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("kills", times.kills());
            figures.put("minutes", RecoveryTimes.tenths((System.nanoTime() - began) / 60e9));
            figures.put("not_killed", unkilled);
            figures.put("recovery", times.figures());
            figures.put("refused_or_degraded_while_another_was_down", count.violations());
            figures.put("refused_or_degraded_while_all_were_up", count.violationsWhileAllWereUp());
            figures.put("decisions", count.figures());
            Map<String, Object> stored = new LinkedHashMap<>();
            for (int i = 0; i < clerks.size(); i++) {
                Clerk clerk = clerks.get(i);
                if (atWork.get(i).isAlive() || !clerk.failure().isEmpty()) {
                    throw new IllegalStateException("The sender of " + clerk.name() + " gave up: "
                            + (clerk.failure().isEmpty() ? "no acknowledgement for minutes" : clerk.failure()));
                }
                stored.put(clerk.name(), clerk.verdict());
            }
            stored.put("import", imported.outcome());
            figures.put("lost_or_doubled", Accounts.faults(stored));
            figures.putAll(stored);
            return figures;
        }
    }

    private static List<String> victims(BenchOptions options) {
        List<String> names = new ArrayList<>(options.text("victims")
                .map(text -> List.of(text.split(",")))
                .orElseGet(() -> Arrays.stream(Application.values())
                        .map(Application::module)
                        .toList()));
        if (options.text("broker", "false").equals("true") && !names.contains(BROKER)) {
            names.add(BROKER);
        }
        return names;
    }

    /** One at a time: the next when this one is itself again, after a moment. Returns whom there was nothing to kill of. */
    private static List<String> kill(
            Platform platform,
            BenchOptions options,
            @Nullable Asking asking,
            Downtimes downtimes,
            DecisionCount count,
            RecoveryTimes times,
            SplittableRandom random)
            throws InterruptedException {
        Duration patience = Duration.ofSeconds(options.number("patience", 60));
        List<String> unkilled = new ArrayList<>();
        Map<String, List<Recovery.Probe>> givenUp = new LinkedHashMap<>();
        int number = 0;
        for (String victim : Victims.order(victims(options), options.number("kills", 60), random.split())) {
            Thread.sleep(random.nextLong(1_000 * options.number("gap", 20) + 1));
            lookAgain(givenUp, downtimes);
            if (Recovery.real()
                    .await(List.of(() -> platform.ready(victim)), patience)
                    .isEmpty()) {
                unkilled.add(victim);
                continue;
            }
            ProcessHandle process = platform.process(victim).orElseThrow();
            long killed = System.nanoTime();
            downtimes.begin(victim, killed);
            process.destroyForcibly();
            process.onExit().join();
            List<Recovery.Probe> probes = asking == null || victim.equals(BROKER)
                    ? List.of(() -> platform.ready(victim))
                    : asking.probes(victim, random.split());
            OptionalLong back = Recovery.real().await(probes, patience);
            if (back.isPresent()) {
                downtimes.end(victim, back.getAsLong());
                times.recovered(victim, (back.getAsLong() - killed) / (double) TimeUnit.SECONDS.toNanos(1));
            } else {
                times.notRecovered(victim);
                givenUp.put(victim, probes);
            }
            System.err.printf(
                    "%d %s %s s, violations %d and %d%n",
                    ++number,
                    victim,
                    back.isPresent() ? RecoveryTimes.tenths((back.getAsLong() - killed) / 1e9) : "not in " + patience,
                    count.violations(),
                    count.violationsWhileAllWereUp());
        }
        return unkilled;
    }

    /** What was not waited for any longer may be back meanwhile; from then on it may not refuse anything. */
    private static void lookAgain(Map<String, List<Recovery.Probe>> givenUp, Downtimes downtimes)
            throws InterruptedException {
        for (String victim : List.copyOf(givenUp.keySet())) {
            OptionalLong back = Recovery.real().await(Objects.requireNonNull(givenUp.get(victim)), Duration.ZERO);
            if (back.isPresent()) {
                downtimes.end(victim, back.getAsLong());
                givenUp.remove(victim);
            }
        }
    }
}
