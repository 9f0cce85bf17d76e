/** A plain HTTP client for tests: bearer of a role, JSON in and out. */
@NullMarked
package dev.shopkeeper.testing.http;

import org.jspecify.annotations.NullMarked;
