/** Binding columns of values as PostgreSQL arrays, so that one statement carries a whole batch. */
@NullMarked
package dev.shopkeeper.recommendation.jdbc;

import org.jspecify.annotations.NullMarked;
