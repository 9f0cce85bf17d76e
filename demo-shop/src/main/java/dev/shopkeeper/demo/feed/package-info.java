/**
 * Telling the platform: facts as request bodies of the gateway's public endpoints, in batches, with back-off.
 */
@NullMarked
package dev.shopkeeper.demo.feed;

import org.jspecify.annotations.NullMarked;
