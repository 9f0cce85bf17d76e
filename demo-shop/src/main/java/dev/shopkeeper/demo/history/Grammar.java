package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Language;
import dev.shopkeeper.demo.world.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what customers write: a context-free grammar per language ({@code messages.json}), expanded by chance, with
 * slots for order numbers, items and addresses, and the slips of people who type on telephones. Immutable.
 */
public final class Grammar {

    private static final int DEEPEST = 8;
    private static final double SLOPPY = 0.25;

    private record Rules(
            Map<String, List<String>> zh,
            Map<String, List<String>> en,
            List<List<String>> streets,
            List<String> landmarks,
            List<List<String>> companies) {}

    private final Rules rules = Resources.read("messages.json", Rules.class);

    /**
     * What was written.
     *
     * @param template which start of the grammar it grew from, {@code zh-return-3}: messages of one are of a kind
     */
    public record Written(String text, String template) {}

    /** The intents that can be written. */
    public Set<String> intents() {
        return rules.zh().keySet().stream()
                .filter(name -> !name.startsWith("<"))
                .collect(Collectors.toSet());
    }

    /**
     * A message of that intent.
     *
     * @param slots {@code order}, {@code item}, {@code zone}, {@code size}
     */
    public Written write(Language language, String intent, Map<String, String> slots, Dice dice) {
        Map<String, List<String>> grammar = language == Language.ZH ? rules.zh() : rules.en();
        List<String> starts = grammar.get(intent);
        if (starts == null) {
            throw new IllegalArgumentException("intent is '" + intent + "', not one of " + intents());
        }
        String start = dice.pick(starts);
        String text =
                fill(expand(start, grammar, dice, 0), language, slots, dice).strip();
        String template = language.name().toLowerCase(Locale.ROOT) + "-" + intent + "-" + starts.indexOf(start);
        return new Written(dice.chance(SLOPPY) ? Slips.make(text, language, slots.values(), dice) : text, template);
    }

    private static String expand(String text, Map<String, List<String>> grammar, Dice dice, int depth) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', from)) {
            int close = text.indexOf('>', open);
            List<String> choices = close < 0 ? null : grammar.get(text.substring(open, close + 1));
            if (choices == null || depth > DEEPEST) {
                throw new IllegalStateException("no rule for the end of '" + text.substring(open) + "'");
            }
            out.append(text, from, open).append(expand(dice.pick(choices), grammar, dice, depth + 1));
            from = close + 1;
        }
        return out.append(text, from, text.length()).toString();
    }

    private String fill(String text, Language language, Map<String, String> slots, Dice dice) {
        int tongue = language == Language.ZH ? 0 : 1;
        String filled = text;
        for (Map.Entry<String, String> slot : slots.entrySet()) {
            filled = filled.replace("{" + slot.getKey() + "}", slot.getValue());
        }
        return filled.replace("{street}", dice.pick(rules.streets()).get(tongue))
                .replace("{company}", dice.pick(rules.companies()).get(tongue))
                .replace("{landmark}", dice.pick(rules.landmarks()))
                .replace("{number}", Integer.toString(1 + dice.below(288)))
                .replace("{building}", Integer.toString(1 + dice.below(24)))
                .replace("{room}", Integer.toString((1 + dice.below(20)) * 100 + 1 + dice.below(6)))
                .replace(
                        "{taxid}",
                        "91330" + (100_000_000_000L + Math.floorMod(dice.nextLong(), 899_999_999_999L)) + "X");
    }
}
