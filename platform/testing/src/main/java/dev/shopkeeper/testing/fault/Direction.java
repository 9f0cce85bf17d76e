package dev.shopkeeper.testing.fault;

/** Which way bytes go through the proxy. */
public enum Direction {
    /** What the client sends. */
    TO_SERVER,
    /** What the server answers. */
    TO_CLIENT
}
