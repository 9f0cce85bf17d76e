package dev.shopkeeper.inventory.replenishment.policy;

/**
 * What demand can be met from, in units, present and to come.
 *
 * @param onHand what lies there
 * @param allocated of it, what is reserved
 * @param backorders what is reserved and does not lie there
 * @param onOrder approved purchase orders, less what was received of them
 * @param drafts proposed purchase orders that nobody has approved or cancelled yet
 */
public record NetPosition(long onHand, long allocated, long backorders, long onOrder, long drafts) {

    /** Of a level: what is reserved beyond what lies there is owed. */
    public static NetPosition of(long onHand, long reserved, long onOrder, long drafts) {
        long allocated = Math.min(onHand, reserved);
        return new NetPosition(onHand, allocated, reserved - allocated, onOrder, drafts);
    }

    /** {@code on hand − allocated − backorders + on order + drafts}; negative while more is owed than is coming. */
    public long net() {
        return Math.addExact(onHand - allocated - backorders, Math.addExact(onOrder, drafts));
    }
}
