package dev.shopkeeper.benchmarks.membership;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code ./shop bench coupons [--members 10000] [--budget 1000] [--clients 64] [--seed N]}: that many members get a coupon
 * of a campaign that may be redeemed {@code budget} times in all. They reserve at once, through the gateway, while the
 * membership service, the gateway and the broker are killed with {@code kill -9} at random moments and the launcher starts
 * them again; each reservation then becomes an order that names the code. The rows are counted by plain SQL.
 */
public final class CouponsBench implements BenchCase {

    private static final List<String> VICTIMS = List.of("membership-service", "gateway", "kafka");
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private record Coupon(String code, String user) {}

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        int members = options.number("members", 10_000);
        int budget = options.number("budget", 1_000);
        String run = "coupons-" + options.seed() + "-" + System.currentTimeMillis();
        upload(gateway, run, members);
        campaign(gateway, run, budget);
        List<Coupon> coupons = new ArrayList<>(issued(platform, run, members));
        Collections.shuffle(coupons, new Random(options.seed()));

        AtomicBoolean over = new AtomicBoolean();
        Map<String, Integer> kills = new ConcurrentHashMap<>();
        Thread killer = Thread.ofPlatform()
                .daemon()
                .start(() -> kill(platform, new SplittableRandom(options.seed()), over, kills));
        Map<Coupon, Boolean> reserved = new ConcurrentHashMap<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger again = new AtomicInteger();
        long began = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(options.number("clients", 64))) {
            for (Coupon coupon : coupons) {
                clients.submit(() -> {
                    if (reserve(gateway, coupon, again)) {
                        reserved.put(coupon, true);
                    } else {
                        refused.incrementAndGet();
                    }
                });
            }
            clients.shutdown();
            clients.awaitTermination(30, TimeUnit.MINUTES);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        order(gateway, run, List.copyOf(reserved.keySet()));
        over.set(true);
        killer.join();

        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("members", members);
        figures.put("budget", budget);
        figures.put("kills", kills);
        figures.put("seconds", MembershipBench.rounded(seconds));
        figures.put("requests_sent_again", again.get());
        figures.put("answered_reserved", reserved.size());
        figures.put("answered_refused", refused.get());
        figures.putAll(verdict(platform, run, budget));
        return figures;
    }

    private static void upload(GatewayClient gateway, String run, int members) throws Exception {
        for (int first = 0; first < members; first += BATCH) {
            StringBuilder body = new StringBuilder("{\"members\":[");
            for (int i = first; i < Math.min(members, first + BATCH); i++) {
                body.append(i == first ? "" : ",")
                        .append("{\"user_id\":\"")
                        .append(run)
                        .append("-")
                        .append(i)
                        .append("\",\"joined_at\":\"2026-01-01T00:00:00Z\"}");
            }
            expect(gateway.post("/admin/v1/members", bytes(body.append("]}").toString())), 200);
        }
    }

    private static void campaign(GatewayClient gateway, String run, int budget) throws Exception {
        Instant now = Instant.now();
        expect(
                gateway.post(
                        "/admin/v1/campaigns", bytes("""
                        {"campaign_id":"%s","name":"Bench","audience":"ordinary","redemptions":%d,"per_person":1,
                         "discount":{"amount":{"amount":"5.00","currency":"CNY"}},"hold_out":0,
                         "from":"%s","to":"%s"}
                        """.formatted(run, budget, now, now.plus(Duration.ofDays(1))))),
                201);
        expect(gateway.post("/admin/v1/campaigns/" + run + "/issue", bytes("{}")), 202);
    }

    private static void expect(GatewayClient.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("Answered " + answer.status() + ", not " + status + ": " + answer.text());
        }
    }

    /** The codes of this run's members, read where they are kept, once all have theirs. */
    private static List<Coupon> issued(Platform platform, String run, int members) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            List<Coupon> coupons = new ArrayList<>();
            try (Connection connection = platform.database(Application.MEMBERSHIP);
                    PreparedStatement statement = connection.prepareStatement(
                            "select code, user_id from coupon where campaign_id = ? and user_id like ?")) {
                statement.setString(1, run);
                statement.setString(2, run + "-%");
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        coupons.add(new Coupon(rows.getString(1), rows.getString(2)));
                    }
                }
            }
            if (coupons.size() == members) {
                return coupons;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("Not all of " + members + " members got a coupon in " + PATIENCE);
    }

    /** Asks until there is an answer that counts; a request whose answer was lost is the same request again. */
    private static boolean reserve(GatewayClient gateway, Coupon coupon, AtomicInteger again) {
        byte[] body = bytes("{\"order_total\":{\"amount\":\"50.00\",\"currency\":\"CNY\"},\"reference\":\""
                + coupon.user() + "\"}");
        while (true) {
            try {
                GatewayClient.Answer answer = gateway.post("/api/v1/coupons/" + coupon.code() + "/reserve", body);
                if (answer.status() == 200 || answer.status() == 201) {
                    return true;
                }
                if (answer.status() == 409 && answer.text().contains("budget-exhausted")) {
                    return false;
                }
            } catch (IOException e) {
                // a process was killed under the request
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            again.incrementAndGet();
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private static void order(GatewayClient gateway, String run, List<Coupon> reserved) throws Exception {
        for (int first = 0; first < reserved.size(); first += BATCH) {
            StringBuilder body = new StringBuilder("{\"orders\":[");
            for (int i = first; i < Math.min(reserved.size(), first + BATCH); i++) {
                body.append(i == first ? "" : ",").append("""
                        {"order_id":"%s-%d","user_id":"%s","channel":"web","placed_at":"%s","coupon_codes":["%s"],
                         "lines":[{"line_id":"1","item_id":"bench","quantity":1,
                                   "unit_price":{"amount":"50.00","currency":"CNY"}}]}
                        """.formatted(
                                run,
                                i,
                                reserved.get(i).user(),
                                Instant.now(),
                                reserved.get(i).code()));
            }
            byte[] request = bytes(body.append("]}").toString());
            boolean told = false;
            while (!told) {
                try {
                    GatewayClient.Answer answer = gateway.post("/admin/v1/orders", request);
                    told = answer.status() == 200;
                    if (answer.status() == 400) {
                        throw new IllegalStateException(answer.text());
                    }
                } catch (IOException e) {
                    // the gateway was killed under the request: orders have identifiers, so it is sent again
                }
                if (!told) {
                    Thread.sleep(500);
                }
            }
        }
    }

    private static void kill(
            Platform platform, SplittableRandom random, AtomicBoolean over, Map<String, Integer> kills) {
        int turn = 0;
        try {
            while (!over.get()) {
                // the first while requests come in, the others when the one before may be up again
                Thread.sleep(turn == 0 ? 2_000 + random.nextInt(2_000) : 40_000 + random.nextInt(30_000));
                String victim = VICTIMS.get(turn < VICTIMS.size() ? turn : random.nextInt(VICTIMS.size()));
                turn++;
                if (!over.get()
                        && platform.process(victim)
                                .map(ProcessHandle::destroyForcibly)
                                .orElse(false)) {
                    kills.merge(victim, 1, Integer::sum);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all orders were heard, and counts. */
    private static Map<String, Object> verdict(Platform platform, String run, int budget) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Object> found = count(platform, run);
        while (!Long.valueOf(budget).equals(found.get("redeemed")) && System.nanoTime() < until) {
            Thread.sleep(1_000);
            found = count(platform, run);
        }
        found.put(
                "exactly_the_budget",
                Long.valueOf(budget).equals(found.get("redeemed"))
                        && Long.valueOf(budget).equals(found.get("coupons_redeemed"))
                        && Long.valueOf(budget).equals(found.get("counted_by_the_campaign")));
        return found;
    }

    private static Map<String, Object> count(Platform platform, String run) throws SQLException {
        Map<String, Object> found = new LinkedHashMap<>();
        try (Connection connection = platform.database(Application.MEMBERSHIP);
                PreparedStatement statement = connection.prepareStatement("""
                        select (select count(*) from coupon_redemption where campaign_id = ? and state = 'REDEEMED'),
                               (select count(distinct coupon_id) from coupon_redemption
                                where campaign_id = ? and state = 'REDEEMED'),
                               (select count(*) from coupon_redemption where campaign_id = ? and state = 'RESERVED'),
                               (select count(*) from coupon_redemption where campaign_id = ? and state = 'REFUSED'),
                               (select uses from campaign where campaign_id = ?)
                        """)) {
            for (int parameter = 1; parameter <= 5; parameter++) {
                statement.setString(parameter, run);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                found.put("redeemed", row.getLong(1));
                found.put("coupons_redeemed", row.getLong(2));
                found.put("still_reserved", row.getLong(3));
                found.put("orders_refused", row.getLong(4));
                found.put("counted_by_the_campaign", row.getLong(5));
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
