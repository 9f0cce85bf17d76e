/** Limits on what comes in over HTTP. */
@NullMarked
package dev.shopkeeper.starter.web;

import org.jspecify.annotations.NullMarked;
