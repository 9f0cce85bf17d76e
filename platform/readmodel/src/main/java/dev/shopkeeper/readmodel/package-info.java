/**
 * Read models that more than one service keeps of the same news: stock, prices and members' tiers. News comes twice and in any
 * order; what is stale changes nothing. Each service has the tables, with its own migrations, and reads them with its own queries;
 * what is here is how they are written.
 */
@NullMarked
package dev.shopkeeper.readmodel;

import org.jspecify.annotations.NullMarked;
