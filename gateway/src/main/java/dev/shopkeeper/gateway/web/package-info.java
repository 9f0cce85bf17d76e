/** What every request meets: problem details written outside controllers, CORS. */
@NullMarked
package dev.shopkeeper.gateway.web;

import org.jspecify.annotations.NullMarked;
