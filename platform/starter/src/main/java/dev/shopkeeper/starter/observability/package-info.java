/** What operators see: correlation ids, traces, metrics. */
@NullMarked
package dev.shopkeeper.starter.observability;

import org.jspecify.annotations.NullMarked;
