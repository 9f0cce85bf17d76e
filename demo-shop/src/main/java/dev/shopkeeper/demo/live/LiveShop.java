package dev.shopkeeper.demo.live;

import dev.shopkeeper.demo.feed.Bodies;
import dev.shopkeeper.demo.feed.Door;
import dev.shopkeeper.demo.feed.Endpoint;
import dev.shopkeeper.demo.feed.GatewayClient;
import dev.shopkeeper.demo.feed.GatewayException;
import dev.shopkeeper.demo.feed.UserTokenSigner;
import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.World;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shop goes on living: the simulation of {@link History} runs {@code speed} times as fast as the clock, each fact is
 * told when its time has come, and the visitors see what the platform recommends at that moment. Times that are told are
 * those of the clock.
 */
public final class LiveShop {

    private static final Duration LONGEST_STORY = Duration.ofDays(3650);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 50;

    private final World world;
    private final GatewayClient storefront;
    private final GatewayClient backOffice;
    private final double speed;
    private final Clock clock;
    private final PrintStream progress;
    private final @Nullable UserTokenSigner signer;
    private final Tally tally = new Tally();
    private @Nullable Recommended shelf;

    /**
     * A shop that is about to live.
     *
     * @param storefront with a publishable key, {@code backOffice} with a secret one
     */
    public LiveShop(
            World world,
            GatewayClient storefront,
            GatewayClient backOffice,
            double speed,
            Clock clock,
            PrintStream progress,
            @Nullable UserTokenSigner signer) {
        this.world = world;
        this.storefront = storefront;
        this.backOffice = backOffice;
        this.speed = speed;
        this.clock = clock;
        this.progress = progress;
        this.signer = signer;
    }

    /** Lives for so long, by the clock, or until the thread is interrupted. */
    public ObjectNode run(Duration duration) throws GatewayException {
        Instant began = clock.instant();
        Instant end = began.plus(duration);
        // Another chance every time, so that the identifiers of two runs differ.
        World story = world.goingOn(world.seed() ^ began.toEpochMilli() << 20, began, LONGEST_STORY);
        Bodies bodies = new Bodies(time -> told(time, began));
        History history =
                new History(story, own -> shelf = new Recommended(storefront, signer, world.catalogue(), own), began);
        Instant nextLine = began.plus(BETWEEN_LINES);
        Fact next = history.next();
        try {
            for (Instant now = began; now.isBefore(end); now = clock.instant()) {
                Map<Endpoint, List<ObjectNode>> due = new EnumMap<>(Endpoint.class);
                while (!told(next.at(), began).isAfter(now) && most(due) < Endpoint.MOST_ENTRIES) {
                    Bodies.Entry entry = bodies.of(next);
                    due.computeIfAbsent(entry.endpoint(), key -> new ArrayList<>())
                            .add(entry.body());
                    next = history.next();
                }
                for (Map.Entry<Endpoint, List<ObjectNode>> batch : due.entrySet()) {
                    send(batch.getKey(), batch.getValue());
                }
                if (now.isAfter(nextLine)) {
                    progress.println(tally);
                    nextLine = now.plus(BETWEEN_LINES);
                }
                if (due.isEmpty()) {
                    Thread.sleep(TICK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // Asked to end early: what was told so far is the result.
        }
        tally.refusals().forEach(refusal -> progress.println("refused: " + refusal));
        return tally.json(shelf == null ? 0 : shelf.answered(), shelf == null ? 0 : shelf.unanswered());
    }

    private static int most(Map<Endpoint, List<ObjectNode>> due) {
        return due.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /** From the time of the story to that of the clock. */
    private Instant told(Instant time, Instant began) {
        return began.plusMillis((long) (Duration.between(began, time).toMillis() / speed));
    }

    private void send(Endpoint endpoint, List<ObjectNode> entries) throws GatewayException, InterruptedException {
        GatewayClient client = endpoint == Endpoint.EVENTS ? storefront : backOffice;
        tally.add(endpoint, entries.size(), Door.post(client, endpoint, entries));
    }
}
