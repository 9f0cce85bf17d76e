/**
 * The rules of the house as tests. {@link dev.shopkeeper.testing.architecture.HouseRules} gives a module all that apply to
 * it in three lines.
 */
@NullMarked
package dev.shopkeeper.testing.architecture;

import org.jspecify.annotations.NullMarked;
