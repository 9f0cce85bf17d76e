/** Groups of points that are alike, and measures of how good a grouping is. */
@NullMarked
package dev.shopkeeper.membership.clustering;

import org.jspecify.annotations.NullMarked;
