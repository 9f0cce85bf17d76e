/** Hashes that mean the same in every process and in every release, so that they can be stored and compared. Pure Java. */
@NullMarked
package dev.shopkeeper.recommendation.hashing;

import org.jspecify.annotations.NullMarked;
