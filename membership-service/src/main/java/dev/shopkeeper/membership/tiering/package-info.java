/** How members fall into tiers: what is looked at, how centroids are learnt, and when somebody changes. Pure. */
@NullMarked
package dev.shopkeeper.membership.tiering;

import org.jspecify.annotations.NullMarked;
