/** What every service has unless it says otherwise: one property source of lowest precedence. */
@NullMarked
package dev.shopkeeper.starter.defaults;

import org.jspecify.annotations.NullMarked;
