package dev.shopkeeper.order.triage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which of some things a text names: by the longest run of words or Chinese characters that it shares with a title. */
public final class ItemMentions {

    /** Two Chinese characters, or one word of some length. */
    private static final int ENOUGH = 2;

    private static final int LONG_WORD = 4;

    private ItemMentions() {}

    /**
     * What is named best.
     *
     * @param names of the things; several where several are named as well
     * @param from where the name begins in the text, in UTF-16 code units
     * @param to behind its end
     */
    public record ItemMention(Set<String> names, int from, int to) {

        public ItemMention {
            names = Set.copyOf(names);
        }
    }

    /** @param titles of each thing, in any languages */
    public static Optional<ItemMention> best(String text, Map<String, List<String>> titles) {
        PlainText plain = PlainText.of(text);
        List<Token> tokens = tokens(plain);
        Set<String> names = new LinkedHashSet<>();
        Run best = new Run(0, 0, ENOUGH - 1);
        for (Map.Entry<String, List<String>> thing : titles.entrySet()) {
            for (String title : thing.getValue()) {
                Run run = longest(tokens, tokens(PlainText.of(title)));
                if (run.weight > best.weight) {
                    best = run;
                    names.clear();
                }
                if (run.weight == best.weight && run.weight >= ENOUGH) {
                    names.add(thing.getKey());
                }
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Span there = plain.origin(new Span(tokens.get(best.first).from, tokens.get(best.last).to));
        return Optional.of(new ItemMention(names, there.from(), there.to()));
    }

    private record Token(String word, int from, int to, int weight) {}

    private record Run(int first, int last, int weight) {}

    private static List<Token> tokens(PlainText plain) {
        Ngrams ngrams = Ngrams.of(plain.text(), Mentions.cutFrom(plain));
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < ngrams.tokens(); i++) {
            String word = plain.text().substring(ngrams.tokenFrom(i), ngrams.tokenTo(i));
            int weight = word.charAt(0) >= '\u3400' ? 1 : word.length() >= LONG_WORD ? ENOUGH : 0;
            tokens.add(new Token(word, ngrams.tokenFrom(i), ngrams.tokenTo(i), weight));
        }
        return tokens;
    }

    /** The run of tokens that both have, of most weight; the first of several. */
    private static Run longest(List<Token> text, List<Token> title) {
        Run best = new Run(0, 0, 0);
        int[] before = new int[title.size() + 1];
        for (int i = 0; i < text.size(); i++) {
            int[] now = new int[title.size() + 1];
            for (int j = 0; j < title.size(); j++) {
                if (text.get(i).word.equals(title.get(j).word)) {
                    now[j + 1] = before[j] + 1;
                    int first = i - now[j + 1] + 1;
                    int weight = text.subList(first, i + 1).stream()
                            .mapToInt(Token::weight)
                            .sum();
                    if (weight > best.weight) {
                        best = new Run(first, i, weight);
                    }
                }
            }
            before = now;
        }
        return best;
    }
}
