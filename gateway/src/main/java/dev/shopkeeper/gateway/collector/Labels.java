package dev.shopkeeper.gateway.collector;

import java.util.HashMap;
import java.util.Map;

/** Fields that are checked and not carried on, and all the others, which are refused. */
final class Labels {

    /** Code points a label may have. */
    static final int MAX = 256;

    private final Map<String, Integer> fields;

    private Labels(Map<String, Integer> fields) {
        this.fields = fields;
    }

    /** @param firstBit the first bit that is free to tell whether a field has been seen */
    static Labels of(int firstBit, String... names) {
        Map<String, Integer> fields = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            fields.put(names[i], 1 << (firstBit + i));
        }
        return new Labels(Map.copyOf(fields));
    }

    /** The bit of this field, 0 where it is none and has been refused. */
    int read(String name, FieldReader reader, String what) {
        Integer field = fields.get(name);
        if (field == null) {
            reader.refuse(Values.shortened(name), "is no field of " + what);
            return 0;
        }
        reader.text(name, MAX);
        return field;
    }
}
