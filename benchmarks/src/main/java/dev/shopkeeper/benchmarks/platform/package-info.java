/** How a bench reaches the running platform: HTTP through the gateway, Kafka and PostgreSQL to count independently. */
@NullMarked
package dev.shopkeeper.benchmarks.platform;

import org.jspecify.annotations.NullMarked;
