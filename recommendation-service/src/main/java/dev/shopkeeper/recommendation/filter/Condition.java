package dev.shopkeeper.recommendation.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What an expression says, as a tree that is as deep as its parentheses and {@code not}s. */
sealed interface Condition {

    boolean holds(Facts facts);

    /** At least two conditions, none of which is of this kind. */
    record And(List<Condition> all) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            for (Condition one : all) {
                if (!one.holds(facts)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least two conditions, none of which is of this kind. */
    record Or(List<Condition> any) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            for (Condition one : any) {
                if (one.holds(facts)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(Condition negated) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !negated.holds(facts);
        }
    }

    record Exists(Field field) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !field.values().apply(facts).isEmpty();
        }
    }

    /** A field that is a condition by itself. */
    record Flag(Field field) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return field.values().apply(facts).contains(Boolean.TRUE);
        }
    }

    /** Of a field of type text, number or time with a value of that type. */
    record Comparison(Field field, Operator operator, Object value) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            List<? extends Object> known = field.values().apply(facts);
            if (operator == Operator.NOT_EQUAL) {
                return !known.isEmpty() && known.stream().noneMatch(one -> compare(one, value) == 0);
            }
            for (Object one : known) {
                if (operator.admits(compare(one, value))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Of a field of type text, number or time with values of that type. */
    record OneOf(Field field, List<Object> values, boolean negated) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            List<? extends Object> known = field.values().apply(facts);
            if (known.isEmpty()) {
                return false;
            }
            for (Object one : known) {
                for (Object value : values) {
                    if (compare(one, value) == 0) {
                        return !negated;
                    }
                }
            }
            return negated;
        }
    }

    /** How a value lies to another one. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** @param order of the item's value to that of the expression: negative, zero or positive */
        boolean admits(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    private static int compare(Object one, Object other) {
        return switch (one) {
            case String text -> compareCodePoints(text, (String) other);
            case BigDecimal number -> number.compareTo((BigDecimal) other);
            case Instant time -> time.compareTo((Instant) other);
            default -> throw new IllegalStateException("There is no order of " + one.getClass());
        };
    }

    /** {@link String#compareTo} orders characters beyond the first 65,536 before some of those. */
    private static int compareCodePoints(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            char here = one.charAt(i);
            char there = other.charAt(i);
            if (here != there) {
                boolean paired = Character.isSurrogate(here);
                return paired == Character.isSurrogate(there) ? Character.compare(here, there) : paired ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
