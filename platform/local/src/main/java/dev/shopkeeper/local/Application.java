package dev.shopkeeper.local;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The seven applications, with what each needs on a small machine. */
public enum Application {
    INVENTORY("inventory-service", 8086, "inventory", 384, false),
    RECOMMENDATION("recommendation-service", 8081, "recommendation", 384, false),
    GATEWAY("gateway", 8080, null, 256, false),
    ORDER("order-service", 8084, "order", 256, true),
    MEMBERSHIP("membership-service", 8082, "membership", 256, true),
    PRICING("pricing-service", 8083, "pricing", 256, true),
    LOGISTICS("logistics-service", 8085, "logistics", 512, false);

    /** Heap of the JVM of its own in which an application trains a model, one at a time. */
    public static final int TRAINER_HEAP_MEBIBYTES = 512;

    private final String module;
    private final int defaultPort;
    private final @Nullable String database;
    private final int heapMebibytes;
    private final boolean light;

    Application(String module, int defaultPort, @Nullable String database, int heapMebibytes, boolean light) {
        this.module = module;
        this.defaultPort = defaultPort;
        this.database = database;
        this.heapMebibytes = heapMebibytes;
        this.light = light;
    }

    /** The module's folder, which is also its {@code spring.application.name}. */
    public String module() {
        return module;
    }

    /** {@code gateway}, {@code order}, ...: the word in paths and environment names. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** Name of its database and of the role that owns it; {@code null} for the gateway, which stores nothing. */
    public @Nullable String database() {
        return database;
    }

    public int heapMebibytes() {
        return heapMebibytes;
    }

    /** Whether the quick compiler is enough: it halves the cost of starting and caps peak speed. */
    public boolean light() {
        return light;
    }

    /** The environment variable by which the other applications find this one, {@code ORDER_URL}. */
    public String urlVariable() {
        return name() + "_URL";
    }

    /** By module or short name. */
    public static Application named(String name) {
        for (Application application : values()) {
            if (application.module.equals(name) || application.shortName().equals(name)) {
                return application;
            }
        }
        throw new IllegalArgumentException("There is no application named '" + name + "'");
    }
}
