package dev.shopkeeper.benchmarks.jmh;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A thousand amounts made of text, added up and printed, as money and as bare decimals. */
@State(Scope.Thread)
public class MoneyJmh {

    private static final int AMOUNTS = 1_000;

    @Param("1")
    public long seed;

    private final String[] texts = new String[AMOUNTS];
    private final byte[][] json = new byte[AMOUNTS][];

    @Setup
    public void draw() {
        Random random = new Random(seed);
        for (int i = 0; i < AMOUNTS; i++) {
            texts[i] = String.format(Locale.ROOT, "%d.%02d", random.nextInt(10_000), random.nextInt(100));
            json[i] = EventJson.mapper().writeValueAsBytes(Money.of(texts[i], "CNY"));
        }
    }

    @Benchmark
    public String productSum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (String text : texts) {
            sum = sum.add(Money.of(text, "CNY").amount());
        }
        return Money.text(sum, "CNY");
    }

    @Benchmark
    public String peerBigDecimalSum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (String text : texts) {
            sum = sum.add(new BigDecimal(text));
        }
        return sum.toPlainString();
    }

    @Benchmark
    public BigDecimal productJson() {
        BigDecimal sum = BigDecimal.ZERO;
        for (byte[] bytes : json) {
            sum = sum.add(EventJson.mapper().readValue(bytes, Money.class).amount());
        }
        return sum;
    }

    @Benchmark
    public BigDecimal peerTreeAndBigDecimalJson() {
        BigDecimal sum = BigDecimal.ZERO;
        for (byte[] bytes : json) {
            sum = sum.add(new BigDecimal(
                    EventJson.mapper().readTree(bytes).path("amount").asString()));
        }
        return sum;
    }
}
