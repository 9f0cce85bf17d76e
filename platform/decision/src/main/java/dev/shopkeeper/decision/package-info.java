/**
 * What every decision that is served has in common: the stamp of what decided, the explanation whose contributions add up,
 * asking within a budget, the log of what was decided, and how long it took.
 */
@NullMarked
package dev.shopkeeper.decision;

import org.jspecify.annotations.NullMarked;
