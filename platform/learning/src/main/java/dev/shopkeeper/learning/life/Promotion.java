package dev.shopkeeper.learning.life;

import java.time.Instant;

/**
 * That a version became champion, by training or because a later one was taken back.
 *
 * @param since each promotion's own, also where a version becomes champion again
 */
public record Promotion(String version, Instant since) {}
