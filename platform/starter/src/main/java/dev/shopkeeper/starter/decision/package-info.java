/** What every decision that is served has in common. */
@NullMarked
package dev.shopkeeper.starter.decision;

import org.jspecify.annotations.NullMarked;
