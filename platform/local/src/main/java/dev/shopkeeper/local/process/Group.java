package dev.shopkeeper.local.process;

/** Children in the order in which they are stopped. */
public enum Group {
    APPLICATIONS,
    BROKER,
    DATABASE
}
