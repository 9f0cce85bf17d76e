package dev.shopkeeper.recommendation.index;

import dev.shopkeeper.recommendation.hashing.StableHash;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers items from zero as they are met in this process. One thread adds, any may read. */
final class ItemNumbers {

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] ids = new String[1024];
    private volatile long[] hashes = new long[1024];

    /** The item's number, a new one where it has none. */
    synchronized int number(String itemId) {
        Integer known = numbers.get(itemId);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == ids.length) {
            ids = Arrays.copyOf(ids, number * 2);
            hashes = Arrays.copyOf(hashes, number * 2);
        }
        ids[number] = itemId;
        hashes[number] = StableHash.of(itemId);
        numbers.put(itemId, number);
        return number;
    }

    /** The item's number, or -1 where it has none. */
    int find(String itemId) {
        return numbers.getOrDefault(itemId, -1);
    }

    String id(int number) {
        return ids[number];
    }

    long hash(int number) {
        return hashes[number];
    }

    int size() {
        return numbers.size();
    }
}
