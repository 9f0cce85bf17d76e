/** Two packages that know each other. */
@NullMarked
package dev.shopkeeper.planted.ring.node;

import org.jspecify.annotations.NullMarked;
