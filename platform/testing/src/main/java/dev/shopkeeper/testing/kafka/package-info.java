/** A probe into Kafka: sends any record, reads what is there, waits for one. */
@NullMarked
package dev.shopkeeper.testing.kafka;

import org.jspecify.annotations.NullMarked;
