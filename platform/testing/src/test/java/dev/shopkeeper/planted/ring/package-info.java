/** Two packages that know each other. */
@NullMarked
package dev.shopkeeper.planted.ring;

import org.jspecify.annotations.NullMarked;
