/**
 * Where imported entities go: into this service's own tables, to the services that own them, or onto the topics on which
 * such events arrive anyway.
 */
@NullMarked
package dev.shopkeeper.inventory.imports.sink;

import org.jspecify.annotations.NullMarked;
