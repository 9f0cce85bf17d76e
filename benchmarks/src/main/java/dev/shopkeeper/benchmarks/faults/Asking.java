package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.faults.DecisionCount.Heard;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.SixDecisions;
import dev.shopkeeper.benchmarks.platform.SixDecisions.Ask;
import dev.shopkeeper.benchmarks.platform.SixDecisions.Outcome;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Asks for all the decisions all the time, each by a client of its own, and has every answer judged. */
final class Asking {

    private final GatewayClient gateway;
    private final SixDecisions decisions;
    private final DecisionCount count;
    private final Duration pause;
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopped;

    /** @param pause between an answer and the next question of the same client */
    Asking(GatewayClient gateway, SixDecisions decisions, DecisionCount count, Duration pause) {
        this.gateway = gateway;
        this.decisions = decisions;
        this.count = count;
        this.pause = pause;
    }

    void start(SplittableRandom random) {
        for (Ask ask : decisions.all()) {
            SplittableRandom own = random.split();
            clients.add(Thread.ofVirtual().name("ask-" + ask.name()).start(() -> askOn(ask, own)));
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            client.join();
        }
    }

    private void askOn(Ask ask, SplittableRandom random) {
        try {
            while (!stopped) {
                long begun = System.nanoTime();
                Heard heard = once(ask, random);
                count.add(ask.name(), ask.application(), begun, System.nanoTime(), heard);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Heard once(Ask ask, SplittableRandom random) throws InterruptedException {
        try {
            Outcome outcome = ask.once(gateway, random);
            return Heard.answer(
                    outcome.status(), outcome.degraded(), outcome.answer().text());
        } catch (IOException e) {
            return Heard.broken(e.toString());
        }
    }

    /**
     * What tells that an application is itself again: each of its decisions decided by its model; of the gateway, which decides nothing
     * itself, any decision.
     */
    List<Recovery.Probe> probes(String victim, SplittableRandom random) {
        List<Ask> own = decisions.all().stream()
                .filter(ask -> ask.application().module().equals(victim))
                .toList();
        if (own.isEmpty()) {
            return List.of(() ->
                    decided(decisions.all().get(random.nextInt(decisions.all().size())), random));
        }
        return own.stream()
                .map(ask -> (Recovery.Probe) () -> decided(ask, random))
                .toList();
    }

    private boolean decided(Ask ask, SplittableRandom random) throws IOException, InterruptedException {
        Outcome outcome = ask.once(gateway, random);
        return outcome.decided() && !outcome.degraded();
    }

    /**
     * Waits until every decision was decided by its model.
     *
     * @throws IllegalStateException naming what was not within the time
     */
    void requireAllDecided(SplittableRandom random, Duration patience) throws InterruptedException {
        for (Application application : Application.values()) {
            if (Recovery.real()
                    .await(probes(application.module(), random), patience)
                    .isEmpty()) {
                throw new IllegalStateException(application.module() + " does not decide by its model before any kill."
                        + " Maybe wait until its model is trained: ./shop status");
            }
        }
    }
}
