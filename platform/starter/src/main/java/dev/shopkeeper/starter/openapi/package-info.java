/** What every service's OpenAPI document says in the same way: errors, credentials, names. */
@NullMarked
package dev.shopkeeper.starter.openapi;

import org.jspecify.annotations.NullMarked;
