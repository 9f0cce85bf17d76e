package dev.shopkeeper.local.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line taken apart: {@code --name value}, {@code --name=value}, {@code --switch}, and the rest in order. An
 * unknown option is refused by name; after {@code --} everything is an operand.
 */
record Arguments(Map<String, String> options, Set<String> switches, List<String> operands) {
    Arguments {
        options = Map.copyOf(options);
        switches = Set.copyOf(switches);
        operands = List.copyOf(operands);
    }

    /**
     * What a command understands.
     *
     * @param valued options that take a value
     * @param switches options that take none
     * @param most how many operands there may be
     * @param passOn whether options it does not know are operands, for a command that hands them to a program
     */
    record Syntax(Set<String> valued, Set<String> switches, int least, int most, boolean passOn) {
        static Syntax of(Set<String> valued, Set<String> switches, int least, int most) {
            return new Syntax(valued, switches, least, most, false);
        }

        static Syntax passingOn(int least) {
            return new Syntax(Set.of(), Set.of(), least, Integer.MAX_VALUE, true);
        }
    }

    static Arguments parse(List<String> words, Syntax syntax) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> switches = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        boolean operandsOnly = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (operandsOnly || !word.startsWith("--")) {
                operands.add(word);
            } else if (word.equals("--")) {
                operandsOnly = true;
            } else {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                if (syntax.switches().contains(name)) {
                    if (equals >= 0) {
                        throw new UsageException(name + " takes no value");
                    }
                    switches.add(name);
                } else if (syntax.valued().contains(name)) {
                    if (equals < 0 && i + 1 == words.size()) {
                        throw new UsageException(name + " needs a value");
                    }
                    options.put(name, equals < 0 ? words.get(++i) : word.substring(equals + 1));
                } else if (syntax.passOn()) {
                    operands.add(word);
                } else {
                    throw new UsageException("There is no option " + name);
                }
            }
        }
        if (operands.size() < syntax.least()) {
            throw new UsageException("Something is missing at the end");
        }
        if (operands.size() > syntax.most()) {
            throw new UsageException("'" + operands.get(syntax.most()) + "' is too much");
        }
        return new Arguments(options, Set.copyOf(switches), operands);
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String operand(int index) {
        return operands.get(index);
    }

    int number(String name, int standard) {
        String value = options.get(name);
        if (value == null) {
            return standard;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " is '" + value + "', but must be a whole number");
        }
    }
}
