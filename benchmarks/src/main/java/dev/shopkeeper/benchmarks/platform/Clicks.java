package dev.shopkeeper.benchmarks.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

/** Makes behaviour events as a storefront sends them. Ids are the run's prefix and a running number. */
public final class Clicks {

    private static final String[] NAMES = {"view_item", "view_item", "view_item", "select_item", "add_to_cart"};

    private final String run;
    private final int visitors;
    private final int items;

    /**
     * @param run prefix of every id, so that an independent count finds them
     * @param visitors how many different visitors
     * @param items how many different items
     */
    public Clicks(String run, int visitors, int items) {
        this.run = run;
        this.visitors = visitors;
        this.items = items;
    }

    public String id(int number) {
        return run + number;
    }

    /** One batch as a request body: events {@code first} to {@code first + size - 1}. */
    public byte[] batch(int first, int size) {
        StringBuilder body = new StringBuilder(size * 260).append("{\"events\":[");
        for (int number = first; number < first + size; number++) {
            if (number > first) {
                body.append(',');
            }
            event(body, number);
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One event as a request body. */
    public byte[] single(int number) {
        StringBuilder body = new StringBuilder(260);
        event(body, number);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void event(StringBuilder body, int number) {
        SplittableRandom random = new SplittableRandom(number);
        int visitor = random.nextInt(visitors);
        body.append("{\"event_id\":\"").append(id(number));
        body.append("\",\"event_name\":\"").append(NAMES[random.nextInt(NAMES.length)]);
        body.append("\",\"occurred_at\":\"").append(Instant.now());
        body.append("\",\"anonymous_id\":\"bench-visitor-").append(visitor);
        body.append("\",\"session_id\":\"bench-session-")
                .append(visitor)
                .append('-')
                .append(number / 50_000);
        body.append("\",\"currency\":\"CNY\",\"items\":[{\"item_id\":\"bench-item-");
        body.append(random.nextInt(items)).append("\",\"price\":").append(10 + random.nextInt(500));
        body.append(",\"quantity\":1}]}");
    }
}
