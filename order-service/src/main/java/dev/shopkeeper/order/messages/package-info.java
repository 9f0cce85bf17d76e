/** What people write about their orders. The text stays here; every message waits for a person. */
@NullMarked
package dev.shopkeeper.order.messages;

import org.jspecify.annotations.NullMarked;
