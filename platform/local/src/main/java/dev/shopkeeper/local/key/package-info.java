/** The secrets of one local stack, made at its first start and known to nobody else. */
@NullMarked
package dev.shopkeeper.local.key;

import org.jspecify.annotations.NullMarked;
