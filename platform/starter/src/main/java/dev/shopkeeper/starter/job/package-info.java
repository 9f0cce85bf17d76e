/** Long work that survives its process: leased, resumable, cancellable, with progress. */
@NullMarked
package dev.shopkeeper.starter.job;

import org.jspecify.annotations.NullMarked;
