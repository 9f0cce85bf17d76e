/** Events in and out: consumers with an inbox, the outbox, dead letters and their replay. */
@NullMarked
package dev.shopkeeper.starter.messaging;

import org.jspecify.annotations.NullMarked;
