package dev.shopkeeper.demo;

import dev.shopkeeper.demo.feed.GatewayClient;
import dev.shopkeeper.demo.feed.GatewayException;
import dev.shopkeeper.demo.feed.UserTokenSigner;
import dev.shopkeeper.demo.live.LiveShop;
import dev.shopkeeper.demo.live.SteadyLoad;
import dev.shopkeeper.demo.world.World;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** {@code traffic}. */
final class TrafficCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final double DEFAULT_SPEED = 60;
    private static final Set<String> OPTIONS =
            Set.of("gateway", "key", "admin-key", "seed", "scale", "speed", "rate", "duration");

    private TrafficCommand() {}

    static int run(List<String> words) throws GatewayException, InterruptedException {
        Arguments arguments = new Arguments(words, OPTIONS, Set.of("json"));
        URI gateway = URI.create(arguments.text("gateway").orElse("http://localhost:8080"));
        Clock clock = Clock.systemUTC();
        World world = World.generate(
                arguments.whole("seed", SeedCommand.DEFAULT_SEED),
                arguments.decimal("scale", 1),
                clock.instant().truncatedTo(ChronoUnit.HOURS));
        GatewayClient storefront = new GatewayClient(gateway, arguments.required("key"), PATIENCE);
        Optional<UserTokenSigner> signer = UserTokenCommand.signer();
        Duration duration = arguments
                .text("duration")
                .map(text -> Duration.ofMillis((long) (1000 * arguments.decimal("duration", 0))))
                .orElse(FOR_EVER);
        CountDownLatch told = new CountDownLatch(1);
        endOnSignal(Thread.currentThread(), told);
        try {
            ObjectNode result;
            if (arguments.text("rate").isPresent()) {
                result = new SteadyLoad(world, storefront, arguments.decimal("rate", 0), clock).run(duration);
            } else {
                GatewayClient backOffice = new GatewayClient(gateway, arguments.required("admin-key"), PATIENCE);
                double speed = arguments.decimal("speed", DEFAULT_SPEED);
                if (!(speed > 0)) {
                    throw new IllegalArgumentException("--speed is " + speed + ", not above 0");
                }
                result = new LiveShop(world, storefront, backOffice, speed, clock, System.err, signer.orElse(null))
                        .run(duration);
            }
            System.out.println(arguments.flag("json") ? result.toString() : result.toPrettyString());
            return result.path("rejected").asLong(0) > 0 ? 1 : 0;
        } finally {
            told.countDown();
        }
    }

    /** Ctrl-C is how traffic without a duration ends: the sum is still told, and it is no failure. */
    private static void endOnSignal(Thread traffic, CountDownLatch told) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!traffic.isAlive() || told.getCount() == 0) {
                return;
            }
            traffic.interrupt();
            try {
                if (told.await(5, TimeUnit.SECONDS)) {
                    Runtime.getRuntime().halt(0);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
