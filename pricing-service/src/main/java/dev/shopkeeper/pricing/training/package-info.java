/** What price elasticities are learnt from, and how a model of them becomes champion. */
@NullMarked
package dev.shopkeeper.pricing.training;

import org.jspecify.annotations.NullMarked;
