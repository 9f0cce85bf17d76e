/** What members bought, with the days on which each became known. */
@NullMarked
package dev.shopkeeper.membership.past;

import org.jspecify.annotations.NullMarked;
