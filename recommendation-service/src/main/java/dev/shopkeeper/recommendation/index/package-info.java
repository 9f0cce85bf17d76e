/**
 * The serving indexes of one replica, in memory: rebuilt from PostgreSQL at start and kept up by following the tables
 * with commit-safe cursors, so that every replica sees every event whichever replica stored it.
 */
@NullMarked
package dev.shopkeeper.recommendation.index;

import org.jspecify.annotations.NullMarked;
