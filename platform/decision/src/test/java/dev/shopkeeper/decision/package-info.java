@NullMarked
package dev.shopkeeper.decision;

import org.jspecify.annotations.NullMarked;
