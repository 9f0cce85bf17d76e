/** What is done by the clock: at planned times by one replica, or every so often by each. */
@NullMarked
package dev.shopkeeper.starter.schedule;

import org.jspecify.annotations.NullMarked;
