/** Cursor pagination, the same in every listing. */
@NullMarked
package dev.shopkeeper.starter.paging;

import org.jspecify.annotations.NullMarked;
