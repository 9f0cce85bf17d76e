/**
 * The model {@code sequential-linear}: what visitors met one after the other, and what each item says of the next. Pure
 * Java; the parts that are added up are those of {@link dev.shopkeeper.recommendation.linear}.
 */
@NullMarked
package dev.shopkeeper.recommendation.journey;

import org.jspecify.annotations.NullMarked;
