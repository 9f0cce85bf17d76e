package dev.shopkeeper.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes text that matches a simple regular expression: literals, escapes, classes, groups, alternatives, and quantifiers.
 * Look-arounds and back-references are not understood. The caller checks the result.
 */
final class PatternSampler {

    private static final int MORE = 4;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .";

    private final String pattern;
    private final Random random;
    private int position;

    private PatternSampler(String pattern, Random random) {
        this.pattern = pattern;
        this.random = random;
    }

    /**
     * A text for the pattern.
     *
     * @throws IllegalArgumentException if the pattern is not understood
     */
    static String sample(String pattern, Random random) {
        PatternSampler sampler = new PatternSampler(pattern, random);
        String text = sampler.alternatives();
        if (sampler.position < pattern.length()) {
            throw new IllegalArgumentException("Pattern " + pattern + " is not understood at " + sampler.position);
        }
        return text;
    }

    private String alternatives() {
        List<String> choices = new ArrayList<>();
        choices.add(sequence());
        while (position < pattern.length() && pattern.charAt(position) == '|') {
            position++;
            choices.add(sequence());
        }
        return choices.get(random.nextInt(choices.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (position < pattern.length() && pattern.charAt(position) != '|' && pattern.charAt(position) != ')') {
            int start = position;
            String once = atom();
            int end = position;
            int times = quantifier();
            int after = position;
            for (int i = 0; i < times; i++) {
                position = start;
                text.append(i == 0 ? once : atom());
                position = end;
            }
            position = after;
        }
        return text.toString();
    }

    private String atom() {
        char c = pattern.charAt(position++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> String.valueOf(any(ALPHABET));
            case '\\' -> escape();
            case '[' -> String.valueOf(any(characterClass()));
            case '(' -> group();
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", position)) {
            position += 2;
        } else if (pattern.startsWith("?", position)) {
            throw new IllegalArgumentException("Pattern " + pattern + " has a look-around");
        }
        String text = alternatives();
        position++;
        return text;
    }

    private String escape() {
        char c = pattern.charAt(position++);
        return switch (c) {
            case 'd' -> String.valueOf(any("0123456789"));
            case 'w' -> String.valueOf(any("abcXYZ019_"));
            case 's' -> " ";
            case 'S' -> String.valueOf(any("abcXYZ019-"));
            case 'u' -> String.valueOf(codeUnit());
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> String.valueOf(c);
        };
    }

    private char codeUnit() {
        position += 4;
        return (char) Integer.parseInt(pattern, position - 4, position, 16);
    }

    private String characterClass() {
        boolean negated = pattern.charAt(position) == '^';
        if (negated) {
            position++;
        }
        StringBuilder members = new StringBuilder();
        while (pattern.charAt(position) != ']') {
            String from = pattern.charAt(position) == '\\' ? classEscape() : String.valueOf(pattern.charAt(position++));
            if (pattern.charAt(position) == '-' && pattern.charAt(position + 1) != ']') {
                position++;
                String to =
                        pattern.charAt(position) == '\\' ? classEscape() : String.valueOf(pattern.charAt(position++));
                for (int c = from.charAt(0); c <= Math.min(to.charAt(0), from.charAt(0) + 200); c++) {
                    members.append((char) c);
                }
            } else {
                members.append(from);
            }
        }
        position++;
        return negated ? without(members.toString()) : members.toString();
    }

    private String classEscape() {
        position++;
        char c = pattern.charAt(position++);
        return switch (c) {
            case 'd' -> "0123456789";
            case 'w' -> "abcXYZ019_";
            case 's' -> " ";
            case 'u' -> String.valueOf(codeUnit());
            default -> String.valueOf(c);
        };
    }

    private static String without(String members) {
        return ALPHABET.codePoints()
                .filter(c -> members.indexOf(c) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private int quantifier() {
        if (position >= pattern.length()) {
            return 1;
        }
        switch (pattern.charAt(position)) {
            case '?':
                position++;
                return random.nextInt(2);
            case '*':
                position++;
                return random.nextInt(MORE);
            case '+':
                position++;
                return 1 + random.nextInt(MORE);
            case '{':
                int end = pattern.indexOf('}', position);
                String[] bounds = pattern.substring(position + 1, end).split(",", -1);
                position = end + 1;
                int least = Integer.parseInt(bounds[0]);
                int most =
                        bounds.length == 1 ? least : bounds[1].isEmpty() ? least + MORE : Integer.parseInt(bounds[1]);
                return least + random.nextInt(Math.min(most - least, 20) + 1);
            default:
                return 1;
        }
    }

    private char any(String members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("Pattern " + pattern + " has a class without members");
        }
        return members.charAt(random.nextInt(members.length()));
    }
}
