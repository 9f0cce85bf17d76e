/** What members did and bought: facts kept event by event, the same whatever order the events come in. */
@NullMarked
package dev.shopkeeper.membership.activity;

import org.jspecify.annotations.NullMarked;
