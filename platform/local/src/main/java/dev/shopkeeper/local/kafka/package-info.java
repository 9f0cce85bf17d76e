/**
 * A Kafka broker of our own: a true broker in KRaft mode, controller and broker in one JVM, with its log folder under
 * the stack's home.
 */
@NullMarked
package dev.shopkeeper.local.kafka;

import org.jspecify.annotations.NullMarked;
