/**
 * What may come back, for what, how long and at which fee: a policy of rules and what it says of a case. Pure Java: who asks,
 * where policies are kept and what is done about it is elsewhere.
 */
@NullMarked
package dev.shopkeeper.order.policy;

import org.jspecify.annotations.NullMarked;
