/** Transactions that collide with others: what the database refused for that reason alone is done again. */
@NullMarked
package dev.shopkeeper.starter.transaction;

import org.jspecify.annotations.NullMarked;
