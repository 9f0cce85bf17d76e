/** POST that can be sent twice and has its effect once: {@code Idempotency-Key}. */
@NullMarked
package dev.shopkeeper.starter.idempotency;

import org.jspecify.annotations.NullMarked;
