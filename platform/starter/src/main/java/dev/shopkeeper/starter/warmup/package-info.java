/** The first caller does not wait for class loading: an application calls itself before it says that it is ready. */
@NullMarked
package dev.shopkeeper.starter.warmup;

import org.jspecify.annotations.NullMarked;
