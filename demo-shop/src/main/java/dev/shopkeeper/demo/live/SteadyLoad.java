package dev.shopkeeper.demo.live;

import dev.shopkeeper.demo.feed.Bodies;
import dev.shopkeeper.demo.feed.Endpoint;
import dev.shopkeeper.demo.feed.GatewayClient;
import dev.shopkeeper.demo.feed.GatewayException;
import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.World;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same number of behaviour events every second, whatever the hour: background for measurements. What is late is made
 * up for, so that the average holds.
 */
public final class SteadyLoad {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long TICK_MILLIS = 50;

    private final World world;
    private final GatewayClient storefront;
    private final double eventsPerSecond;
    private final Clock clock;
    private final Tally tally = new Tally();
    private long stories;
    private History story;

    public SteadyLoad(World world, GatewayClient storefront, double eventsPerSecond, Clock clock) {
        if (!(eventsPerSecond > 0)) {
            throw new IllegalArgumentException("the rate is " + eventsPerSecond + " events a second, not above 0");
        }
        this.world = world;
        this.storefront = storefront;
        this.eventsPerSecond = eventsPerSecond;
        this.clock = clock;
        this.story = another();
    }

    private History another() {
        long chance = world.seed() ^ (clock.millis() + stories++) << 20;
        return new History(world.goingOn(chance, world.start(), World.HISTORY));
    }

    /** Sends for so long, by the clock, or until the thread is interrupted. */
    public ObjectNode run(Duration duration) throws GatewayException {
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        Bodies bodies = new Bodies(time -> clock.instant());
        long sent = 0;
        try {
            for (long now = began; now < end; now = System.nanoTime()) {
                long due = (long) (eventsPerSecond * (now - began) / 1e9) - sent;
                if (due > 0) {
                    int size = (int) Math.min(due, Endpoint.MOST_ENTRIES);
                    send(bodies, size);
                    sent += size;
                } else {
                    Thread.sleep(TICK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            // Asked to end early: what was sent so far is the result.
        }
        ObjectNode result = tally.json(0, 0);
        result.put("events_per_second", sent / ((System.nanoTime() - began) / 1e9));
        return result;
    }

    private void send(Bodies bodies, int size) throws GatewayException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode events = body.putArray(Endpoint.EVENTS.list());
        while (events.size() < size) {
            if (!story.hasNext()) {
                story = another();
            }
            if (story.next() instanceof Fact.Behaved behaved) {
                events.add(bodies.of(behaved).body());
            }
        }
        tally.add(Endpoint.EVENTS, size, storefront.post(Endpoint.EVENTS.path(), JSON.writeValueAsBytes(body)));
    }
}
