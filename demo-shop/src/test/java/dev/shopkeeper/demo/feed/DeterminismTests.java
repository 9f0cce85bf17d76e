package dev.shopkeeper.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.demo.history.History;
import dev.shopkeeper.demo.world.Item;
import dev.shopkeeper.demo.world.SupplyTerms;
import dev.shopkeeper.demo.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DeterminismTests {

    private static final Bodies BODIES = new Bodies(UnaryOperator.identity());
    private static final Instant UNTIL = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void theSameSeedGivesTheSameBytes() throws NoSuchAlgorithmException {
        assertThat(hash(5, UNTIL)).isEqualTo(hash(5, UNTIL));
    }

    /** A change of this hash is a change of everybody's demo shop: make it on purpose, in a commit that says so. */
    @Test
    void theBytesAreThoseOfTheLastRelease() throws NoSuchAlgorithmException {
        assertThat(hash(1, UNTIL)).isEqualTo("8cf7153dfaec6600e04c04d649177f855e4c0e77754c6783f1a83985dd7da978");
    }

    /** As above, of what the catalogue's suppliers ask. */
    @Test
    void theTermsOfSupplyAreThoseOfTheLastRelease() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Item item : World.generate(1, 0.03, UNTIL).catalogue().items()) {
            add(digest, Bodies.supplyTerms(SupplyTerms.of(item)).toString());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("ab447e242d5f98c4770241121a1d1f116fcc884950719f9457103801468ff6bd");
    }

    @Test
    void anotherSeedGivesAnotherShop() throws NoSuchAlgorithmException {
        assertThat(hash(5, UNTIL)).isNotEqualTo(hash(6, UNTIL));
    }

    private static String hash(long seed, Instant until) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        World world = World.generate(seed, 0.03, until);
        world.catalogue()
                .items()
                .forEach(item -> add(digest, Bodies.product(item).toString()));
        world.members().forEach(member -> add(digest, Bodies.member(member).toString()));
        add(digest, DeliveryBodies.depot(world.fleet()).toString());
        world.fleet()
                .vans()
                .forEach(van ->
                        add(digest, DeliveryBodies.vehicle(world.fleet(), van).toString()));
        new History(world).forEachRemaining(fact -> {
            Bodies.Entry entry = BODIES.of(fact);
            add(digest, entry.endpoint().path());
            add(digest, entry.body().toString());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
