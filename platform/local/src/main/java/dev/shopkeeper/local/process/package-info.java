/**
 * Child processes and their ends. A child runs in a session of its own, so that Ctrl-C reaches the launcher alone and
 * the launcher can stop its children in order; a guard process outlives the launcher by as long as it takes to do the
 * same when the launcher was killed.
 */
@NullMarked
package dev.shopkeeper.local.process;

import org.jspecify.annotations.NullMarked;
