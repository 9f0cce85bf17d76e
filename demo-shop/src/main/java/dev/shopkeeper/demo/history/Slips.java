package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Language;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** The slips of a hurried hand. What fills the slots, an order number above all, stays as it is. */
final class Slips {

    /** Characters that an input method by sound offers for one another. */
    private static final Map<String, String> SOUNDS =
            Map.of("的", "得", "在", "再", "地址", "地只", "账", "帐", "做", "作", "已", "以", "订单", "定单");

    private Slips() {}

    static String make(String text, Language language, Collection<String> kept, Dice dice) {
        if (language == Language.ZH) {
            return chinese(text, kept, dice);
        }
        return dice.chance(0.4)
                ? text.toLowerCase(Locale.ROOT).equals(text) ? text + "..." : lower(text, kept)
                : swapped(text, kept, dice);
    }

    private static String chinese(String text, Collection<String> kept, Dice dice) {
        if (dice.chance(0.5)) {
            // In a fixed order, whatever the order of the map.
            for (String right : SOUNDS.keySet().stream().sorted().toList()) {
                int at = text.indexOf(right);
                if (at >= 0 && !within(text, at, kept)) {
                    return text.substring(0, at) + SOUNDS.get(right) + text.substring(at + right.length());
                }
            }
        }
        return dice.chance(0.5) ? text.replace("，", " ") : text.replace("？", "").replace("。", "") + "~~";
    }

    private static String lower(String text, Collection<String> kept) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (!within(text, i, kept)) {
                out.setCharAt(i, Character.toLowerCase(text.charAt(i)));
            }
        }
        return out.toString();
    }

    private static String swapped(String text, Collection<String> kept, Dice dice) {
        for (int attempt = 0; attempt < 12; attempt++) {
            int at = dice.below(Math.max(1, text.length() - 1));
            if (at + 1 < text.length()
                    && Character.isLetter(text.charAt(at))
                    && Character.isLetter(text.charAt(at + 1))
                    && !within(text, at, kept)
                    && !within(text, at + 1, kept)) {
                return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
            }
        }
        return text;
    }

    private static boolean within(String text, int at, Collection<String> kept) {
        for (String word : kept) {
            int start = word.isEmpty() ? -1 : text.indexOf(word);
            if (start >= 0 && at >= start && at < start + word.length()) {
                return true;
            }
        }
        return false;
    }
}
