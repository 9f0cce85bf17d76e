package dev.shopkeeper.order.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a shop writes in an afternoon: words that tell an intent, asked in turn, the first that is found wins. It knows
 * nothing of negations. A model must read better than this to serve. Each alternative is tried only where its first letter stands.
 * Immutable.
 */
public final class KeywordRules {

    record Rule(Intent intent, String words) {}

    /**
     * One of a rule's alternatives.
     *
     * @param rule its number
     * @param beginning the characters with which whatever it finds begins
     * @param whole the whole of it, where it is more than those
     */
    private record Alternative(
            int rule, String beginning, @Nullable Pattern whole) {}

    static final List<Rule> RULES = List.of(
            new Rule(Intent.INVOICE, "发票|开票|专票|普票|抬头|税号|invoice|vat|tax id"),
            new Rule(Intent.EXCHANGE, "换.{0,4}(?:码|号|个|别的|颜色)|换货|exchange|swap|different size"),
            new Rule(Intent.RETURN, "退货|退款|想退|能退|退了|退掉|return|refund|send .{0,10}back|money back"),
            new Rule(Intent.CANCEL, "取消|不要发货|拍错|下错单|cancel"),
            new Rule(Intent.ADDRESS_CHANGE, "地址|搬家|address|moved"),
            new Rule(
                    Intent.NOT_RECEIVED,
                    "没收到|未收到|没有收到|丢件|丢了|签收.{0,6}没|never (?:arrived|came|received)|not received|lost"
                            + "|says delivered"),
            new Rule(
                    Intent.COMPLAINT, "投诉|赔偿|差评|太差|失望|气死|态度|垃圾|complain|terrible|disappointed|compensation|rude|awful"),
            new Rule(
                    Intent.ORDER_STATUS,
                    "到哪|物流|发货|什么时候|催|还没到|快递|where is|tracking|when will|arrive|status|any news|delivered"),
            new Rule(Intent.PRAISE, "很好|不错|喜欢|好评|推荐|谢谢|回购|great|love|perfect|excellent|thank"));

    private static final String SIGNS = ".([\\{?*+";

    private static final Alternative[][] BY_FIRST_LETTER;

    /** The place in the table above by letter; 0 where nothing begins with it. */
    private static final byte[] PLACES = new byte[Character.MAX_VALUE + 1];

    static {
        Map<Character, List<Alternative>> byLetter = new TreeMap<>();
        for (int rule = 0; rule < RULES.size(); rule++) {
            for (String words : alternatives(RULES.get(rule).words)) {
                Alternative alternative = alternative(rule, words);
                byLetter.computeIfAbsent(alternative.beginning.charAt(0), letter -> new ArrayList<>())
                        .add(alternative);
            }
        }
        BY_FIRST_LETTER = new Alternative[byLetter.size() + 1][];
        BY_FIRST_LETTER[0] = new Alternative[0];
        byte place = 0;
        for (Map.Entry<Character, List<Alternative>> letter : byLetter.entrySet()) {
            PLACES[letter.getKey()] = ++place;
            BY_FIRST_LETTER[place] = letter.getValue().toArray(Alternative[]::new);
        }
    }

    private KeywordRules() {}

    /** The parts of an expression between its bars, but for those within brackets. */
    private static List<String> alternatives(String words) {
        List<String> found = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < words.length(); at++) {
            char c = words.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                found.add(words.substring(from, at));
                from = at + 1;
            }
        }
        found.add(words.substring(from));
        return found;
    }

    private static Alternative alternative(int rule, String words) {
        int plain = 0;
        while (plain < words.length() && SIGNS.indexOf(words.charAt(plain)) < 0) {
            plain++;
        }
        if (plain == 0 || plain < words.length() && "{?*+".indexOf(words.charAt(plain)) >= 0) {
            throw new IllegalStateException("The first sign of '" + words + "' comes before a letter is certain.");
        }
        return new Alternative(
                rule, words.substring(0, plain), plain == words.length() ? null : Pattern.compile(words));
    }

    /** Told where the words of an intent stand. */
    interface Found {
        void at(Intent intent, int from, int to);
    }

    /** Finds the words of all intents in a text as it is read, those of each one after the other. */
    static void find(String plain, Found found) {
        scan(plain, (rule, from, to) -> found.at(RULES.get(rule).intent, from, to));
    }

    private interface FoundByRule {
        void at(int rule, int from, int to);
    }

    private static void scan(String plain, FoundByRule found) {
        int[] free = new int[RULES.size()];
        for (int at = 0; at < plain.length(); at++) {
            for (Alternative alternative : BY_FIRST_LETTER[PLACES[plain.charAt(at)]]) {
                if (at >= free[alternative.rule] && plain.startsWith(alternative.beginning, at)) {
                    int end = end(alternative, plain, at);
                    if (end > at) {
                        free[alternative.rule] = end;
                        found.at(alternative.rule, at, end);
                    }
                }
            }
        }
    }

    private static int end(Alternative alternative, String plain, int at) {
        if (alternative.whole == null) {
            return at + alternative.beginning.length();
        }
        Matcher matcher = alternative.whole.matcher(plain).region(at, plain.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** The first intent whose words are found, or {@link Intent#OTHER}. */
    public static Intent read(String text) {
        int[] first = {RULES.size()};
        scan(PlainText.of(text).text(), (rule, from, to) -> first[0] = Math.min(first[0], rule));
        return first[0] == RULES.size() ? Intent.OTHER : RULES.get(first[0]).intent;
    }
}
