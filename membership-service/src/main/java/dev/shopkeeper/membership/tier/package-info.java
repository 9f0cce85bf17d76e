/** The tier decision that is served. */
@NullMarked
package dev.shopkeeper.membership.tier;

import org.jspecify.annotations.NullMarked;
