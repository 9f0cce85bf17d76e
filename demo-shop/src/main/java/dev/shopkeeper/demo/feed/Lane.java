package dev.shopkeeper.demo.feed;

/** What must stay in order among itself, and need not wait for the rest. */
enum Lane {
    CATALOGUE,
    BEHAVIOUR,
    COMMERCE,
    STOCK,
    MARKET
}
