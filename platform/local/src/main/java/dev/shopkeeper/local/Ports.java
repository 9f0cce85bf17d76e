package dev.shopkeeper.local;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each process listens. All defaults move together by {@code SHOPKEEPER_PORT_OFFSET}; one alone is set by
 * {@code SHOPKEEPER_PORT_<NAME>}, such as {@code SHOPKEEPER_PORT_GATEWAY} or {@code SHOPKEEPER_PORT_POSTGRES}.
 */
public record Ports(int offset, Map<String, Integer> own) {
    public static final String OFFSET_VARIABLE = "SHOPKEEPER_PORT_OFFSET";
    private static final String PREFIX = "SHOPKEEPER_PORT_";
    private static final int POSTGRES = 15432;
    private static final int KAFKA = 19092;
    private static final int KAFKA_CONTROLLER = 19093;

    public Ports {
        own = Map.copyOf(own);
        if (offset < -8000 || offset > 40000) {
            throw new IllegalArgumentException("The port offset is " + offset + ", but must be from -8000 to 40000");
        }
    }

    public static Ports defaults() {
        return new Ports(0, Map.of());
    }

    public static Ports offsetBy(int offset) {
        return new Ports(offset, Map.of());
    }

    public static Ports from(Map<String, String> environment) {
        Map<String, Integer> own = new TreeMap<>();
        int offset = 0;
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            String name = entry.getKey();
            if (name.equals(OFFSET_VARIABLE)) {
                offset = number(name, entry.getValue());
            } else if (name.startsWith(PREFIX)) {
                own.put(name.substring(PREFIX.length()), number(name, entry.getValue()));
            }
        }
        return new Ports(offset, own);
    }

    public Ports withOffset(int newOffset) {
        return new Ports(newOffset, own);
    }

    public int of(Application application) {
        return port(application.name(), application.defaultPort());
    }

    public int postgres() {
        return port("POSTGRES", POSTGRES);
    }

    public int kafka() {
        return port("KAFKA", KAFKA);
    }

    public int kafkaController() {
        return port("KAFKA_CONTROLLER", KAFKA_CONTROLLER);
    }

    private int port(String name, int standard) {
        Integer chosen = own.get(name.toUpperCase(Locale.ROOT));
        return chosen != null ? chosen : standard + offset;
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value + "', but must be a whole number", e);
        }
    }
}
