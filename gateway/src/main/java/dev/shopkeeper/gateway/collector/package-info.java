/**
 * The collector of behaviour events: reads them strictly, says by name what is wrong with each one that it refuses, and
 * answers only when Kafka has acknowledged the others. Reading and the adapters are pure Java.
 */
@NullMarked
package dev.shopkeeper.gateway.collector;

import org.jspecify.annotations.NullMarked;
