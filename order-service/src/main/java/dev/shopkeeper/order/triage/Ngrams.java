package dev.shopkeeper.order.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The n-grams of a text: one and two words, and two to five characters within a word with its ends; of Chinese, one to four
 * characters in a row. What a negation denies is marked, so that "not return" shares nothing with "return": Das and Chen
 * (2001), Yahoo! for Amazon, for words; here with the words between the negation and what it denies passed over. An n-gram is known
 * by 64 bits of a hash. Not thread-safe; made anew for each text.
 */
final class Ngrams {

    /** Words and short pieces of Chinese; characters and long pieces; words of the keyword rules. Each weighs as much. */
    static final int GROUPS = 3;

    /** The group of what the keyword rules find. */
    static final int KEYWORDS = 2;

    private static final int LONGEST_HAN = 4;
    private static final int LONGEST_CHARACTERS = 5;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_PASSED = 8;
    private static final int NGRAMS_BY_CHARACTER = 5;

    private static final long WORD = 0x51A3_77C1_D34FL;
    private static final long CHARACTERS = 0x2C9B_10E7_88A5L;
    private static final long HAN = 0x6F01_9D5A_3B27L;
    private static final long KEYWORD = 0x7A5D_3E21_904CL;
    private static final long DENIED = 0x1DE9_1ED0_0001L;

    private static final Set<Intent> REQUESTS =
            Set.of(Intent.RETURN, Intent.EXCHANGE, Intent.CANCEL, Intent.ADDRESS_CHANGE, Intent.INVOICE);

    private static final Set<String> NEGATIONS = Set.of(
            "not",
            "no",
            "never",
            "cannot",
            "without",
            "nor",
            "dont",
            "doesnt",
            "didnt",
            "wont",
            "cant",
            "isnt",
            "wasnt",
            "arent",
            "havent",
            "hasnt",
            "hadnt",
            "shouldnt",
            "wouldnt",
            "couldnt");

    /** Between a negation and what it denies: "do not *want to* return". */
    private static final Set<String> PASSED = Set.of(
            "want",
            "need",
            "would",
            "like",
            "to",
            "wish",
            "going",
            "gonna",
            "intend",
            "plan",
            "planning",
            "trying",
            "asking",
            "ask",
            "asked",
            "for",
            "please",
            "be",
            "have",
            "been",
            "had",
            "i",
            "you",
            "we",
            "it",
            "the",
            "a",
            "an",
            "my",
            "your",
            "our",
            "this",
            "that",
            "any",
            "ever",
            "yet",
            "do",
            "really",
            "even",
            "still",
            "of",
            "get",
            "make",
            "has",
            "said",
            "say",
            "mean",
            "looking",
            "longer");

    private static final Set<String> PASSED_HAN = Set.of(
            "想", "要", "用", "需", "是", "打", "算", "准", "备", "必", "会", "再", "给", "帮", "我", "你", "您", "有", "说", "能", "可",
            "以", "应", "该", "去", "办", "申", "请", "做");

    private final String text;
    private final int[] from;
    private final int[] to;
    private final boolean[] han;
    private final boolean[] denied;
    private int tokens;

    private long[] keys;
    private int[] starts;
    private int[] ends;
    private byte[] groups;
    private boolean[] negated;
    private int size;
    private boolean deniesRequest;

    private Ngrams(String text) {
        this.text = text;
        this.from = new int[text.length()];
        this.to = new int[text.length()];
        this.han = new boolean[text.length()];
        this.denied = new boolean[text.length()];
        int expected = NGRAMS_BY_CHARACTER * text.length() + 1;
        this.keys = new long[expected];
        this.starts = new int[expected];
        this.ends = new int[expected];
        this.groups = new byte[expected];
        this.negated = new boolean[expected];
    }

    /**
     * The n-grams of a text.
     *
     * @param cut what was taken out before, in the order of the text: no n-gram reaches into it
     */
    static Ngrams of(String text, List<Span> cut) {
        Ngrams ngrams = new Ngrams(text);
        ngrams.tokenise(cut);
        ngrams.deny();
        ngrams.cutIntoPieces();
        KeywordRules.find(text, ngrams::keyword);
        return ngrams;
    }

    private static boolean isHan(char c) {
        return c >= '\u4E00' && c <= '\u9FFF' || c >= '\u3400' && c <= '\u4DBF';
    }

    private void tokenise(List<Span> cut) {
        int next = 0;
        int at = 0;
        while (at < text.length()) {
            if (next < cut.size() && at >= cut.get(next).from()) {
                at = Math.max(at, cut.get(next++).to());
                continue;
            }
            int limit = next < cut.size() ? cut.get(next).from() : text.length();
            char c = text.charAt(at);
            if (isHan(c)) {
                token(at, at + 1, true);
                at++;
            } else if (Character.isLetterOrDigit(c)) {
                int end = at + 1;
                while (end < limit && wordGoesOn(end) && end - at < LONGEST_WORD) {
                    end++;
                }
                token(at, end, false);
                at = end;
            } else {
                at++;
            }
        }
    }

    private boolean wordGoesOn(int at) {
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c) && !isHan(c)
                || c == '\'' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    }

    private void token(int begin, int end, boolean isHan) {
        from[tokens] = begin;
        to[tokens] = end;
        han[tokens++] = isHan;
    }

    private String word(int token) {
        return text.substring(from[token], to[token]);
    }

    /** Whether nothing but spaces stands between two tokens that follow each other; in Chinese, not even that. */
    private boolean sameClause(int token) {
        for (int at = to[token]; at < from[token + 1]; at++) {
            if (text.charAt(at) != ' ' || han[token] && han[token + 1]) {
                return false;
            }
        }
        return true;
    }

    private void deny() {
        for (int token = 0; token + 1 < tokens; token++) {
            if (han[token] ? denies(token) : deniesInEnglish(token)) {
                mark(token);
            }
        }
    }

    private boolean deniesInEnglish(int token) {
        String word = word(token);
        return word.endsWith("n't") || NEGATIONS.contains(word);
    }

    private boolean denies(int token) {
        char c = text.charAt(from[token]);
        char before = token > 0 && han[token - 1] ? text.charAt(from[token - 1]) : ' ';
        char after = han[token + 1] ? text.charAt(from[token + 1]) : ' ';
        return switch (c) {
            // 能不能, 要不要 and 有没有 ask; 对不起 and 不好意思 are polite; 不错 praises
            case '不' -> before != after && before != '对' && before != '差' && after != '错' && !follows(token, "好意思");
            case '没' -> before != after && !follows(token, "问题") && !follows(token, "关系");
            case '别' -> after != '的' && "特区级个分类性告".indexOf(before) < 0;
            case '未', '勿' -> true;
            default -> false;
        };
    }

    private boolean follows(int token, String word) {
        return text.startsWith(word, to[token]);
    }

    /** Marks what a negation denies: what is passed over, and the word behind it. */
    private void mark(int negation) {
        int passed = 0;
        int content = 0;
        for (int token = negation + 1; token < tokens && passed < MOST_PASSED && sameClause(token - 1); token++) {
            denied[token] = true;
            boolean passes = content == 0 && (han[token] ? PASSED_HAN : PASSED).contains(word(token));
            passed++;
            if (!passes) {
                content += han[token] ? 1 : 2;
            }
            if (content >= 2) {
                return;
            }
        }
    }

    private void cutIntoPieces() {
        for (int token = 0; token < tokens; token++) {
            if (han[token]) {
                hanPieces(token);
            } else {
                word(token, WORD);
                characters(token);
            }
        }
    }

    private void hanPieces(int token) {
        long hash = HAN;
        boolean no = false;
        for (int last = token; last < Math.min(tokens, token + LONGEST_HAN); last++) {
            if (!han[last] || last > token && !sameClause(last - 1)) {
                return;
            }
            hash = mix(hash, text.charAt(from[last]));
            no |= denied[last];
            if (denied[last]) {
                hash = mix(hash, '\u0001');
            }
            emit(hash, last - token < 2 ? 0 : 1, from[token], to[last], no);
        }
    }

    private void word(int token, long seed) {
        long hash = add(seed, token);
        emit(hash, 0, from[token], to[token], denied[token]);
        if (token + 1 < tokens && !han[token + 1] && nothingBetween(token)) {
            emit(add(mix(hash, ' '), token + 1), 0, from[token], to[token + 1], denied[token] || denied[token + 1]);
        }
    }

    /** Whether two words that follow each other were not parted by what was taken out. */
    private boolean nothingBetween(int token) {
        for (int at = to[token]; at < from[token + 1]; at++) {
            if (Character.isLetterOrDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private long add(long seed, int token) {
        long hash = denied[token] ? seed ^ DENIED : seed;
        for (int at = from[token]; at < to[token]; at++) {
            hash = mix(hash, digitless(text.charAt(at)));
        }
        return hash;
    }

    private static char digitless(char c) {
        return c >= '0' && c <= '9' ? '0' : c;
    }

    /** Pieces of a word with a space at each end. */
    private void characters(int token) {
        long seed = denied[token] ? CHARACTERS ^ DENIED : CHARACTERS;
        int begin = from[token] - 1;
        int end = to[token] + 1;
        for (int first = begin; first < end - 1; first++) {
            long hash = seed;
            for (int last = first; last < Math.min(end, first + LONGEST_CHARACTERS); last++) {
                boolean edge = last == begin || last == end - 1;
                hash = mix(hash, edge ? ' ' : digitless(text.charAt(last)));
                if (last > first) {
                    emit(hash, 1, Math.max(first, from[token]), Math.min(last + 1, to[token]), denied[token]);
                }
            }
        }
    }

    /** A keyword whose beginning a negation denies is another one; what was taken out has none. */
    private void keyword(Intent intent, int begin, int end) {
        for (int token = 0; token < tokens; token++) {
            if (from[token] < end && begin < to[token]) {
                deniesRequest |= denied[token] && REQUESTS.contains(intent);
                emit(
                        mix(denied[token] ? KEYWORD ^ DENIED : KEYWORD, (char) intent.ordinal()),
                        KEYWORDS,
                        begin,
                        end,
                        denied[token]);
                return;
            }
        }
    }

    private static long mix(long hash, char c) {
        long mixed = (hash ^ c) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }

    private void emit(long key, int group, int begin, int end, boolean no) {
        if (size == keys.length) {
            int longer = 2 * size;
            keys = Arrays.copyOf(keys, longer);
            starts = Arrays.copyOf(starts, longer);
            ends = Arrays.copyOf(ends, longer);
            groups = Arrays.copyOf(groups, longer);
            negated = Arrays.copyOf(negated, longer);
        }
        // 0 is an empty place in tables
        keys[size] = key == 0 ? 1 : key;
        starts[size] = begin;
        ends[size] = end;
        negated[size] = no;
        groups[size++] = (byte) group;
    }

    /** How many there are, each as often as it occurs. */
    int size() {
        return size;
    }

    long key(int ngram) {
        return keys[ngram];
    }

    int group(int ngram) {
        return groups[ngram];
    }

    /** Where it begins in the text. */
    int from(int ngram) {
        return starts[ngram];
    }

    /** Behind its end in the text. */
    int to(int ngram) {
        return ends[ngram];
    }

    boolean negated(int ngram) {
        return negated[ngram];
    }

    /** Whether a negation stands before a word that asks for something to be done. */
    boolean deniesRequest() {
        return deniesRequest;
    }

    /** Whether there is a word with a letter, or a Chinese character. */
    boolean hasWords() {
        for (int token = 0; token < tokens; token++) {
            for (int at = from[token]; at < to[token]; at++) {
                if (Character.isLetter(text.charAt(at))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many words and Chinese characters were found. */
    int tokens() {
        return tokens;
    }

    int tokenFrom(int token) {
        return from[token];
    }

    int tokenTo(int token) {
        return to[token];
    }
}
