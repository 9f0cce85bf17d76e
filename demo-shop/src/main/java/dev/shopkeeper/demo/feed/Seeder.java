package dev.shopkeeper.demo.feed;

import dev.shopkeeper.demo.history.Fact;
import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.Member;
import dev.shopkeeper.demo.world.SupplyTerms;
import dev.shopkeeper.demo.world.Van;
import dev.shopkeeper.demo.world.World;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Tells a platform the whole history of a shop. Everything has an identifier that follows from the seed, so that a
 * history that was told in part can be told again from the beginning with no double effect.
 */
public final class Seeder {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final World world;
    private final GatewayClient client;
    private final PrintStream progress;
    private final Report report = new Report();
    private long lastLine = System.nanoTime();

    public Seeder(World world, GatewayClient client, PrintStream progress) {
        this.world = world;
        this.client = client;
        this.progress = progress;
    }

    /** Runs to the end. */
    public Summary run() throws GatewayException, InterruptedException {
        long start = System.nanoTime();
        try (Uploader catalogue = new Uploader(client, report)) {
            // What everything else speaks of comes first, and has been answered before the rest begins.
            for (Item item : world.catalogue().items()) {
                catalogue.add(Endpoint.PRODUCTS, Bodies.product(item));
            }
            for (Item item : world.catalogue().items()) {
                catalogue.add(Endpoint.SUPPLY_TERMS, Bodies.supplyTerms(SupplyTerms.of(item)));
            }
            for (Member member : world.members()) {
                catalogue.add(Endpoint.MEMBERS, Bodies.member(member));
            }
            catalogue.add(Endpoint.RETURN_POLICIES, PolicyBodies.returnPolicy(world));
            // a history that ended long ago has nobody left to give coupons to
            if (Bodies.campaignEnd(world).isAfter(Clock.systemUTC().instant())) {
                catalogue.add(Endpoint.CAMPAIGNS, Bodies.campaign(world));
            }
            catalogue.add(Endpoint.DEPOTS, DeliveryBodies.depot(world.fleet()));
            for (Van van : world.fleet().vans()) {
                catalogue.add(Endpoint.VEHICLES, DeliveryBodies.vehicle(world.fleet(), van));
            }
            catalogue.finish();
        }
        try (Uploader uploader = new Uploader(client, report)) {
            History history = new History(world);
            Bodies bodies = new Bodies(UnaryOperator.identity());
            while (history.hasNext()) {
                Fact fact = history.next();
                Bodies.Entry entry = bodies.of(fact);
                uploader.add(entry.endpoint(), entry.body());
                tick(fact);
            }
            uploader.finish();
        }
        return new Summary(world, report, client.retries(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void tick(Fact fact) {
        long now = System.nanoTime();
        if (now - lastLine < BETWEEN_LINES.toNanos()) {
            return;
        }
        lastLine = now;
        double share = (double) Duration.between(world.start(), fact.at()).toSeconds() / World.HISTORY.toSeconds();
        progress.printf(
                Locale.ROOT,
                "%3.0f %%  %s  %,d events, %,d orders, %,d in all%n",
                100 * share,
                fact.at().toString().substring(0, 10),
                report.accepted(Endpoint.EVENTS),
                report.accepted(Endpoint.ORDERS),
                report.accepted());
    }
}
