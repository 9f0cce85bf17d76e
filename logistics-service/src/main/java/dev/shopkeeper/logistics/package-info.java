/** Which stop next. */
@NullMarked
package dev.shopkeeper.logistics;

import org.jspecify.annotations.NullMarked;
