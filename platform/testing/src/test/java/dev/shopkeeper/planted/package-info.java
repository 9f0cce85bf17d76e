/** Classes that break a rule of the house each, for the rules to find. */
@NullMarked
package dev.shopkeeper.planted;

import org.jspecify.annotations.NullMarked;
