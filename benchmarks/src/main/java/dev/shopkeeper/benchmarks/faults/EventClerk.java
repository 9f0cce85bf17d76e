package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.Clicks;
import dev.shopkeeper.benchmarks.platform.TopicCount;
import dev.shopkeeper.local.Application;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Behaviour events in batches; each must stand in Kafka and as one row of the recommendation service. */
final class EventClerk extends Clerk {

    private static final int BATCH = 20;

    private final CarefulClient client;
    private final Rows rows;
    private final TopicCount topic;
    private final String run;
    private final Clicks clicks;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    EventClerk(CarefulClient client, Rows rows, TopicCount topic, String run) {
        this.client = client;
        this.rows = rows;
        this.topic = topic;
        this.run = run + "event-";
        this.clicks = new Clicks(this.run, 500, 500);
    }

    @Override
    String name() {
        return "events";
    }

    @Override
    void one(int number) throws InterruptedException {
        int first = number * BATCH;
        client.post("/api/v1/events", clicks.batch(first, BATCH), answer -> answer.status() == 202);
        for (int event = first; event < first + BATCH; event++) {
            acknowledged.add(clicks.id(event));
        }
        Thread.sleep(200);
    }

    @Override
    Map<String, Object> verdict() throws SQLException, InterruptedException {
        Map<String, Integer> inKafka = topic.idsWithPrefix(run);
        Map<String, Long> effects = rows.await(
                Application.RECOMMENDATION,
                "select event_id, count(*) from interaction where event_id like ? group by 1",
                run,
                found -> found.keySet().containsAll(acknowledged));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("acknowledged", acknowledged.size());
        figures.put("requests_repeated", client.repeated());
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put(
                Accounts.LOST,
                acknowledged.stream().filter(id -> !inKafka.containsKey(id)).count());
        // No fault: Kafka is told at least once, and who hears it twice remembers.
        kafka.put(
                "more_than_once",
                inKafka.values().stream().filter(times -> times > 1).count());
        figures.put("kafka", kafka);
        figures.put(
                Accounts.LOST,
                acknowledged.stream().filter(id -> !effects.containsKey(id)).count());
        figures.put(
                Accounts.DOUBLED,
                effects.values().stream().filter(times -> times > 1).count());
        return figures;
    }
}
