package dev.shopkeeper.benchmarks.serving;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.ProcessStat;
import dev.shopkeeper.benchmarks.startup.Cleanup;
import dev.shopkeeper.benchmarks.startup.MachineTime;
import dev.shopkeeper.benchmarks.startup.RunningPlatform;
import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.StackHome;
import dev.shopkeeper.local.key.DevelopmentKeys;
import dev.shopkeeper.local.postgres.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A checkout and its home. The first round tells it the shop and trains its model; later ones start it again in the same home, where
 * all that is kept. Not thread-safe.
 */
final class Side {

    private static final String POPULAR = "/api/v1/recommendations/popular?limit=20";
    private static final String PERSONAL = "/api/v1/recommendations?limit=20&user_id=";
    private static final int CLOSED_CONNECTIONS = 4;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int LOOKED_AT = 50;
    private static final int LONGEST_LOG = 4_000;

    private final String name;
    private final Path checkout;
    private final Path home;
    private final ServingOptions options;
    private final PlantedShop shop;
    private final List<Round> rounds = new ArrayList<>();
    private final Map<String, Object> told = new LinkedHashMap<>();
    private final Map<String, Object> profiles = new LinkedHashMap<>();
    private @Nullable Champion champion;

    /** @param home a folder that is not there yet */
    Side(String name, Path checkout, Path home, ServingOptions options, PlantedShop shop) {
        this.name = name;
        this.checkout = checkout;
        this.home = home;
        this.options = options;
        this.shop = shop;
    }

    /** What is compared, round by round. */
    List<Map<String, Double>> compared() {
        return rounds.stream().map(Round::compared).toList();
    }

    /** Whether it was measured with the model that it trained. */
    boolean trained() {
        return champion != null && champion.trained();
    }

    Map<String, Object> figures(String commit, boolean changed) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("commit", commit);
        figures.put("changed", changed);
        if (champion != null) {
            figures.put("model", champion.model());
            figures.put("champion_version", champion.version());
            figures.put("training", champion.training());
        }
        figures.put("told", told);
        figures.put("rounds", rounds.stream().map(Round::figures).toList());
        if (!profiles.isEmpty()) {
            figures.put("profiles", profiles);
        }
        return figures;
    }

    /** Starts it, measures it once, and stops it; the last round also takes the profiles, if any are asked for. */
    void measure(Cleanup cleanup) throws Exception {
        Path log = home.resolveSibling(home.getFileName() + ".log");
        if (rounds.isEmpty()) {
            cleanup.add(() -> Folders.delete(home));
        }
        int before = cleanup.size();
        try {
            RunningPlatform running = RunningPlatform.start(checkout, home, log, options.offset());
            cleanup.add(running::stop);
            running.awaitReady();
            measure(running);
        } catch (IOException | IllegalStateException e) {
            String said = Files.exists(log) ? Files.readString(log) : "nothing";
            throw new IOException(
                    name + " was not measured: " + e.getMessage() + ". It said: "
                            + said.substring(Math.max(0, said.length() - LONGEST_LOG))
                                    .replace(home.toString(), "HOME")
                                    .replace(checkout.toString(), "."),
                    e);
        } finally {
            cleanup.undoTo(before);
        }
    }

    private void measure(RunningPlatform running) throws IOException, InterruptedException {
        StackHome files = new StackHome(home);
        Map<String, String> keys = DevelopmentKeys.read(files.keysFile());
        Platform platform = new Platform(URI.create(key(keys, DevelopmentKeys.URL)), files, keys);
        GatewayClient operator = platform.operator();
        ShopTeller teller = new ShopTeller(operator, shop);
        Champion serving = champion;
        if (serving == null) {
            say("is told the shop");
            told.putAll(teller.tell());
            say("is trained");
            serving = Champion.train(operator, options.seed());
            champion = serving;
        } else {
            teller.awaitIndex();
            serving.await(operator);
        }
        String key = key(keys, DevelopmentKeys.OPERATOR);
        Loader closed = new Loader(platform.gateway(), key, CLOSED_CONNECTIONS);
        Loader open = new Loader(platform.gateway(), key, options.connections());
        IntFunction<String> personal = number -> PERSONAL + shop.userOf(number);
        say("is warmed up");
        closed.run(Pace.AT_ONCE, options.warm(), personal);
        closed.run(Pace.AT_ONCE, options.warm() / 4, number -> POPULAR);
        Map<String, Integer> answeredBy = answeredBy(operator);
        say("is measured");
        platform.processes().settle();
        ProcessorTimes begun = times(platform, running);
        long clock = System.nanoTime();
        Thread.sleep(IDLE);
        ProcessorTimes idle = times(platform, running).since(begun).dividedBy((System.nanoTime() - clock) / 1e9);

        MachineTime machine = MachineTime.now();
        double own = ownSeconds();
        begun = times(platform, running);
        Load personalClosed = closed.run(Pace.AT_ONCE, options.answers(), personal);
        ProcessorTimes taken = times(platform, running).since(begun);
        double others =
                MachineTime.now().since(machine).busy() - taken.of(ProcessorTimes.TOGETHER) - (ownSeconds() - own);
        ProcessorTimes perAnswer = taken.less(idle, personalClosed.seconds()).dividedBy(personalClosed.answers());

        begun = times(platform, running);
        Load popularClosed = closed.run(Pace.AT_ONCE, options.answers(), number -> POPULAR);
        ProcessorTimes perPopular = times(platform, running)
                .since(begun)
                .less(idle, popularClosed.seconds())
                .dividedBy(popularClosed.answers());

        int due = options.rate() * options.seconds();
        Load personalOpen = open.run(Pace.perSecond(options.rate()), due, personal);
        Load popularOpen = open.run(Pace.perSecond(options.rate()), due, number -> POPULAR);
        List<String> applications =
                Arrays.stream(Application.values()).map(Application::module).toList();
        Round round = new Round(
                idle,
                perAnswer,
                perPopular,
                personalClosed,
                popularClosed,
                personalOpen,
                popularOpen,
                platform.processes().peakMebibytes(applications),
                Math.max(0, others),
                answeredBy);
        say("took " + round.figures());
        rounds.add(round);
        if (options.frames() > 0 && rounds.size() == options.rounds()) {
            profile(platform, closed, personal);
        }
    }

    /** Profiles cost time of their own, so they are taken when everything else has been measured. */
    private void profile(Platform platform, Loader closed, IntFunction<String> personal)
            throws IOException, InterruptedException {
        Map<String, Profile> begun = new LinkedHashMap<>();
        for (Application each : List.of(Application.GATEWAY, Application.RECOMMENDATION)) {
            ProcessHandle process = platform.process(each.module()).orElseThrow();
            Path recording = home.resolve(each.module() + ".jfr");
            begun.put(each.module(), Profile.begin(process.pid(), recording));
        }
        closed.run(Pace.AT_ONCE, options.answers(), personal);
        for (Map.Entry<String, Profile> each : begun.entrySet()) {
            profiles.put(each.getKey(), each.getValue().end(options.frames()));
        }
    }

    private Map<String, Integer> answeredBy(GatewayClient operator) throws IOException, InterruptedException {
        Map<String, Integer> answeredBy = new TreeMap<>();
        for (int number = 0; number < LOOKED_AT; number++) {
            JsonNode answer = operator.get(PERSONAL + shop.userOf(number)).json();
            answeredBy.merge(
                    answer.path("items").size() + " items by "
                            + answer.path("model").asString("nothing") + " "
                            + answer.path("model_version").asString("") + " first for "
                            + answer.path("items")
                                    .path(0)
                                    .path("reasons")
                                    .path(0)
                                    .path("kind")
                                    .asString("nothing"),
                    1,
                    Integer::sum);
        }
        return answeredBy;
    }

    private static ProcessorTimes times(Platform platform, RunningPlatform running) throws IOException {
        return ProcessorTimes.of(platform, running.processes());
    }

    private static double ownSeconds() throws IOException {
        long own = ProcessHandle.current().pid();
        return ProcessStat.all().stream()
                .filter(each -> each.id() == own)
                .mapToDouble(each -> each.ownTicks() / ProcessStat.TICKS_PER_SECOND)
                .sum();
    }

    private static String key(Map<String, String> keys, String which) {
        String value = keys.get(which);
        if (value == null) {
            throw new IllegalStateException("The key file has no line " + which + ", only " + keys.keySet());
        }
        return value;
    }

    @SuppressWarnings("SystemOut") // how far it is, for the person who waits
    private void say(String step) {
        System.err.println(name + ", round " + (rounds.size() + 1) + ": " + step);
    }
}
