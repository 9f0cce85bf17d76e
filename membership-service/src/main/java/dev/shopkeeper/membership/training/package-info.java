/** What tiers are learnt from, and how a model of them becomes champion. */
@NullMarked
package dev.shopkeeper.membership.training;

import org.jspecify.annotations.NullMarked;
