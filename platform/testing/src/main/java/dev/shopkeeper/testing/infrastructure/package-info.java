/** The servers behind the tests. {@link dev.shopkeeper.testing.infrastructure.PlatformServers} is the one place that decides between containers and embedded servers. */
@NullMarked
package dev.shopkeeper.testing.infrastructure;

import org.jspecify.annotations.NullMarked;
