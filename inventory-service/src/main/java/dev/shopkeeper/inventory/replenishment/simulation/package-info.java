/**
 * What a policy would have done over the past, asked for and answered over HTTP: stored jobs that replay it item by item
 * beside the policy that proposes orders now.
 */
@NullMarked
package dev.shopkeeper.inventory.replenishment.simulation;

import org.jspecify.annotations.NullMarked;
