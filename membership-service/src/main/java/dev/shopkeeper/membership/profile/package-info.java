/** A member with all that is known of it, over HTTP. */
@NullMarked
package dev.shopkeeper.membership.profile;

import org.jspecify.annotations.NullMarked;
