/**
 * Makes a network misbehave on purpose: {@link dev.shopkeeper.testing.fault.FaultProxy} stands before Kafka, PostgreSQL or
 * an HTTP server, {@link dev.shopkeeper.testing.fault.Chaos} works it by a seed.
 */
@NullMarked
package dev.shopkeeper.testing.fault;

import org.jspecify.annotations.NullMarked;
