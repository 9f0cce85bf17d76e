/** The network over all series: trained with deeplearning4j in a trainer's process, served in plain Java. */
@NullMarked
package dev.shopkeeper.inventory.network;

import org.jspecify.annotations.NullMarked;
