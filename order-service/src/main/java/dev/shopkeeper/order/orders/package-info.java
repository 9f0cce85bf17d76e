/** Orders and their cancellations: the bulk upload, which is set-wise JDBC, and the aggregate with its verbs, which is JPA. */
@NullMarked
package dev.shopkeeper.order.orders;

import org.jspecify.annotations.NullMarked;
