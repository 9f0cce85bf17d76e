/** Forgetting answers given and interactions that are older than anybody needs. */
@NullMarked
package dev.shopkeeper.recommendation.retention;

import org.jspecify.annotations.NullMarked;
