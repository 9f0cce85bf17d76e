package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What follows an order: second thoughts, the van, questions, returns. */
final class AfterSales {

    private static final double CANCELS = 0.025;
    private static final double DELIVERY_FAILS = 0.03;
    private static final double EXCHANGES = 0.35;
    private static final double WRITES = 0.6;
    /** Of those who want an exchange and have not written: a form does not say which size. */
    private static final double WRITES_ALL_THE_SAME = 0.9;

    private static final List<String> CANCEL_REASONS =
            List.of("changed_mind", "ordered_twice", "found_cheaper", "too_slow", "wrong_address");

    private final Agenda agenda;
    private final Warehouse warehouse;
    private final BackOffice backOffice;
    private final Letters letters;
    private final Driving driving;
    private final Ids returns;
    private final Dice dice;
    private final Dice talkative;

    AfterSales(World world, Agenda agenda, Warehouse warehouse) {
        this.agenda = agenda;
        this.warehouse = warehouse;
        this.backOffice = new BackOffice(world.seed(), agenda, warehouse);
        this.letters = new Letters(world.seed(), agenda);
        this.driving = new Driving(world);
        this.returns = Ids.of(world.seed(), "return");
        this.dice = Dice.of(world.seed(), "after-sales", 0);
        this.talkative = Dice.of(world.seed(), "talkative", 0);
    }

    void follow(Fact.Ordered order) {
        Instant at = order.at();
        if (dice.chance(0.03)) {
            write(at.plus(minutes(40)), order, "invoice");
        }
        if (dice.chance(0.02)) {
            write(at.plus(minutes(90)), order, "address_change");
        }
        Fact.Promised promise = driving.promise(order);
        agenda.tell(promise);
        if (dice.chance(CANCELS)) {
            Instant then = at.plus(minutes(120));
            write(then, order, "cancel");
            agenda.schedule(then, () -> cancel(order, then));
            return;
        }
        agenda.schedule(promise.earliest(), () -> deliver(promise, 1));
    }

    private void cancel(Fact.Ordered order, Instant at) {
        order.lines().forEach(line -> warehouse.putBack(line.item(), line.quantity(), at));
        agenda.tell(new Fact.Cancelled(at, order.orderId(), order.userId(), dice.pick(CANCEL_REASONS)));
    }

    /** Nobody is at home now and then, but never twice. */
    private void deliver(Fact.Promised promise, int attempt) {
        Fact.Ordered order = promise.order();
        boolean success = attempt > 1 || !dice.chance(DELIVERY_FAILS);
        Fact.Delivered delivered = driving.drive(promise, success);
        Instant done = delivered.at();
        agenda.tell(delivered);
        if (!success) {
            Instant agreed = done.plus(Duration.ofHours(2));
            agenda.schedule(agreed, () -> tryAgain(order, attempt + 1, agreed));
            write(done.plus(minutes(45)), order, dice.chance(0.5) ? "complaint" : "order_status");
            return;
        }
        boolean wasLate = done.isAfter(promise.latest());
        if (dice.chance(wasLate ? 0.35 : 0.04)) {
            write(promise.latest().plus(minutes(20)), order, "order_status");
        }
        if (dice.chance(wasLate ? 0.08 : 0.008)) {
            write(done.plus(minutes(200)), order, "complaint");
        } else if (dice.chance(0.03)) {
            write(done.plus(Duration.ofHours(4 + dice.below(60))), order, "praise");
        }
        returns(order, done);
    }

    private void tryAgain(Fact.Ordered order, int attempt, Instant agreed) {
        Fact.Promised promise = driving.promiseAgain(order, attempt, agreed);
        agenda.tell(promise);
        agenda.schedule(promise.earliest(), () -> deliver(promise, attempt));
    }

    private void returns(Fact.Ordered order, Instant delivered) {
        List<Fact.Line> back = new ArrayList<>();
        for (Fact.Line line : order.lines()) {
            if (dice.chance(line.item().returnRate())) {
                back.add(line);
            }
        }
        if (back.isEmpty()) {
            return;
        }
        Instant asked = delivered.plus(Duration.ofMinutes((long) (60 * (3 + dice.exponential(70)))));
        if (asked.isAfter(delivered.plus(Duration.ofDays(14)))) {
            return;
        }
        String reason = reason(back.getFirst());
        boolean exchange = fit(reason) && dice.chance(EXCHANGES);
        agenda.schedule(asked, () -> {
            Fact.ReturnAsked request =
                    new Fact.ReturnAsked(asked, returns.numbered("RET"), order, List.copyOf(back), reason, exchange);
            agenda.tell(request);
            String wanted = exchange ? "exchange" : "return";
            if (dice.chance(WRITES)) {
                letters.write(asked.plusSeconds(60 + dice.below(900)), order, wanted);
            } else if (exchange && talkative.chance(WRITES_ALL_THE_SAME)) {
                letters.write(asked.plusSeconds(60 + talkative.below(900)), order, wanted);
            }
            backOffice.consider(request, fit(reason) || reason.equals("changed_mind"));
        });
    }

    private static boolean fit(String reason) {
        return reason.startsWith("too_") || reason.equals("wrong_size");
    }

    private String reason(Fact.Line line) {
        Map<String, Double> reasons = line.item().category().returnReasons();
        double[] weights =
                reasons.values().stream().mapToDouble(Double::doubleValue).toArray();
        return List.copyOf(reasons.keySet()).get(dice.weighted(weights));
    }

    private void write(Instant at, Fact.Ordered order, String intent) {
        agenda.schedule(at, () -> letters.write(at, order, intent));
    }

    private Duration minutes(double mean) {
        return Duration.ofSeconds(30 + (long) (60 * dice.exponential(mean)));
    }
}
