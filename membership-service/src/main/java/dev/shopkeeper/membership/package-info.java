/** Who is ordinary, who has potential, who is loyal, and what that earns them. */
@NullMarked
package dev.shopkeeper.membership;

import org.jspecify.annotations.NullMarked;
