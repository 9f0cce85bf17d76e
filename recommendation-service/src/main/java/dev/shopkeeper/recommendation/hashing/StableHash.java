package dev.shopkeeper.recommendation.hashing;

/** 64-bit hashes that are the same in every process and every release. */
public final class StableHash {

    private StableHash() {}

    /** FNV-1a over the UTF-16 units, finished with {@link #mix}. */
    public static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** Spreads every bit over all the others (the finaliser of MurmurHash3). */
    public static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
