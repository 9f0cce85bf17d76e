/** The search over a model's options, which is a part of its training. Pure Java. */
@NullMarked
package dev.shopkeeper.recommendation.search;

import org.jspecify.annotations.NullMarked;
