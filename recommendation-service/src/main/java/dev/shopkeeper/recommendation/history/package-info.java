/** What models learn from: who met which items in which order, and what the items are. Pure Java. */
@NullMarked
package dev.shopkeeper.recommendation.history;

import org.jspecify.annotations.NullMarked;
