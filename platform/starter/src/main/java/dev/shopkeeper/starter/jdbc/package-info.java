/** Set-wise JDBC: whole columns travel as arrays, and one statement stores them. */
@NullMarked
package dev.shopkeeper.starter.jdbc;

import org.jspecify.annotations.NullMarked;
