/** What the service learns from its own tables, and how the platform trains it. */
@NullMarked
package dev.shopkeeper.logistics.training;

import org.jspecify.annotations.NullMarked;
