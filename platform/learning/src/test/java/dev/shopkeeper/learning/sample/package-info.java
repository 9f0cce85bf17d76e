/** As little of a service as has a model. */
@NullMarked
package dev.shopkeeper.learning.sample;

import org.jspecify.annotations.NullMarked;
