/**
 * The whole platform on one machine: a real PostgreSQL server, a real Kafka broker and the applications, each a process
 * of its own. {@link dev.shopkeeper.local.LocalStack} starts and stops it, for {@code ./shop up} and for tests alike.
 */
@NullMarked
package dev.shopkeeper.local;

import org.jspecify.annotations.NullMarked;
