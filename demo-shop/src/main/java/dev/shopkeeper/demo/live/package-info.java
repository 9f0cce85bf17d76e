/**
 * The shop in real time: visitors who react to the recommendations that they are shown.
 */
@NullMarked
package dev.shopkeeper.demo.live;

import org.jspecify.annotations.NullMarked;
