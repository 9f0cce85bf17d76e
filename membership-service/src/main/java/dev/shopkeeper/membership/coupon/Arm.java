package dev.shopkeeper.membership.coupon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who gets a coupon and who is held out. */
enum Arm {
    COUPON,
    HELD_OUT;

    private static final String HMAC = "HmacSHA256";
    private static final double UNIT = 0x1.0p-53;
    private static final int DROPPED_BITS = 11;

    /**
     * The arm of a member: always the same, by chance for whoever does not know the key, and independent of the arms in
     * other campaigns.
     *
     * @param holdOut part that is held out, 0 to 1
     */
    static Arm of(UUID key, String userId, double holdOut) {
        return share(key, userId) < holdOut ? HELD_OUT : COUPON;
    }

    /** From 0 to 1, evenly spread over the users. */
    private static double share(UUID key, String userId) {
        byte[] secret = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits())
                .array();
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            long bits = ByteBuffer.wrap(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
            return (bits >>> DROPPED_BITS) * UNIT;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This Java has no " + HMAC + ", which every Java must have. Maybe its providers were changed?", e);
        }
    }
}
