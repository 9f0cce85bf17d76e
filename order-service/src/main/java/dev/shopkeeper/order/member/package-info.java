/** What this service has heard of members. */
@NullMarked
package dev.shopkeeper.order.member;

import org.jspecify.annotations.NullMarked;
