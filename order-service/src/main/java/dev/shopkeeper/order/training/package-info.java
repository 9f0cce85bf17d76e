/** What messages are learnt from, and how a model of them becomes champion. */
@NullMarked
package dev.shopkeeper.order.training;

import org.jspecify.annotations.NullMarked;
