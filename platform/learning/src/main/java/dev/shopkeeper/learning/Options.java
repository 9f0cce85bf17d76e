package dev.shopkeeper.learning;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Named options of a run, all of them text, every one with a default. Immutable. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /** A model's options with their default values. */
    public static Options defaults(Map<String, String> values) {
        return new Options(values);
    }

    /**
     * These options with some replaced.
     *
     * @throws InvalidOptionException for a name that is not among them
     */
    public Options with(Map<String, String> overrides) {
        Map<String, String> merged = new TreeMap<>(values);
        overrides.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                throw new InvalidOptionException(name, value, "is unknown here; known are " + values.keySet());
            }
            merged.put(name, value);
        });
        return new Options(merged);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "There is no option '" + name + "', only " + values.keySet() + ". Maybe it lacks a default?");
        }
        return value;
    }

    /** @throws InvalidOptionException if the value is no whole number from {@code least} to {@code most} */
    public int integer(String name, int least, int most) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the range.
        }
        throw new InvalidOptionException(name, value, "must be a whole number from " + least + " to " + most);
    }

    /** @throws InvalidOptionException if the value is not among these */
    public String oneOf(String name, Set<String> values) {
        String value = text(name);
        if (!values.contains(value)) {
            throw new InvalidOptionException(name, value, "must be one of " + String.join(", ", new TreeSet<>(values)));
        }
        return value;
    }

    /** @throws InvalidOptionException if the value is no number from {@code least} to {@code most} */
    public double decimal(String name, double least, double most) {
        String value = text(name);
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the range.
        }
        throw new InvalidOptionException(name, value, "must be a number from " + least + " to " + most);
    }

    /** All of them, by name. */
    public Map<String, String> asMap() {
        return Map.copyOf(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** An option that is not known, or not of the right kind. */
    public static final class InvalidOptionException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final String value;
        private final String fault;

        InvalidOptionException(String name, String value, String fault) {
            super("Option '" + name + "' is '" + value + "' and " + fault + ".");
            this.name = name;
            this.value = value;
            this.fault = fault;
        }

        public String name() {
            return name;
        }

        public String value() {
            return value;
        }

        public String fault() {
            return fault;
        }
    }
}
