/**
 * The contract between the services: one record per event, the topics they travel on, and the one JSON mapping they
 * use. The JSON Schemas and golden samples stand beside them as resources ({@code /schemas}, {@code /samples}).
 */
@NullMarked
package dev.shopkeeper.events;

import org.jspecify.annotations.NullMarked;
