/**
 * Campaigns: a discount for the members of a tier, for a time and within a budget. What is charged to a budget is charged
 * by one statement that refuses to overspend it, and the database refuses besides.
 */
@NullMarked
package dev.shopkeeper.membership.campaign;

import org.jspecify.annotations.NullMarked;
