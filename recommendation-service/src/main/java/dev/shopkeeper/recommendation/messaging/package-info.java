/** What this service listens to, turned into changes of its own tables; nothing else. */
@NullMarked
package dev.shopkeeper.recommendation.messaging;

import org.jspecify.annotations.NullMarked;
