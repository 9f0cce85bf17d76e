/** Database schemas that platform modules bring along, migrated before the application's own. */
@NullMarked
package dev.shopkeeper.starter.database;

import org.jspecify.annotations.NullMarked;
