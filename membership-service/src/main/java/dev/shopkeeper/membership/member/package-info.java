/** Who is a member. Whoever is seen signed in is one, and has a tier from that second. */
@NullMarked
package dev.shopkeeper.membership.member;

import org.jspecify.annotations.NullMarked;
