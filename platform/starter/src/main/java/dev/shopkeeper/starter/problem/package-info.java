/** Errors as RFC 9457 problem details with a stable code, the offending names and values, and a hint. */
@NullMarked
package dev.shopkeeper.starter.problem;

import org.jspecify.annotations.NullMarked;
