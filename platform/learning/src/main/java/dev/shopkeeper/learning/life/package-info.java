/** The life of models: runs, registry, promotion, rollback, schedule, and how replicas learn of it. */
@NullMarked
package dev.shopkeeper.learning.life;

import org.jspecify.annotations.NullMarked;
