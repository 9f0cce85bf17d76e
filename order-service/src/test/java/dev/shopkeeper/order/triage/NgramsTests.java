package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NgramsTests {

    private static Ngrams of(String text) {
        return Ngrams.of(PlainText.of(text).text(), List.of());
    }

    private static Set<Long> keys(String text) {
        Ngrams ngrams = of(text);
        Set<Long> keys = new TreeSet<>();
        for (int i = 0; i < ngrams.size(); i++) {
            keys.add(ngrams.key(i));
        }
        return keys;
    }

    /** Words and characters that a negation denies. */
    private static Set<String> denied(String text) {
        String plain = PlainText.of(text).text();
        Ngrams ngrams = of(text);
        Set<String> denied = new TreeSet<>();
        for (int i = 0; i < ngrams.size(); i++) {
            boolean single = ngrams.group(i) == 0
                    && (ngrams.to(i) - ngrams.from(i) == 1
                            || !plain.substring(ngrams.from(i), ngrams.to(i)).contains(" "));
            if (single
                    && ngrams.negated(i)
                    && (plain.charAt(ngrams.from(i)) < 128 || ngrams.to(i) - ngrams.from(i) == 1)) {
                denied.add(plain.substring(ngrams.from(i), ngrams.to(i)));
            }
        }
        return denied;
    }

    @ParameterizedTest
    @CsvSource({
        "I don't want to return it, 'return,to,want'",
        "not asking for a refund, 'a,asking,for,refund'",
        "it does not work and I want to return it, work",
        "I don’t need to cancel, 'cancel,need,to'",
        "我不想退货, '想,货,退'",
        "不是要退货, '是,要,货,退'",
        "没收到货, '到,收'",
        "不合适想退货, '合,适'",
        "不需要换了, '了,换,要,需'",
    })
    void whatANegationDeniesIsMarked(String text, String denied) {
        assertThat(String.join(",", denied(text))).isEqualTo(denied);
    }

    @ParameterizedTest
    @ValueSource(strings = {"能不能退", "要不要紧", "有没有货", "对不起，退货", "不好意思退货", "质量不错", "别的颜色", "特别喜欢", "no", "没问题", "七天无理由退货"})
    void whatOnlyLooksLikeANegationDeniesNothing(String text) {
        assertThat(denied(text)).isEmpty();
    }

    @Test
    void aDeniedWordSharesNothingWithItself() {
        Set<Long> denied = keys("not return");
        Set<Long> said = keys("return");

        assertThat(denied).doesNotContainAnyElementsOf(said);
    }

    @Test
    void aNegationEndsWithItsClause() {
        assertThat(denied("不想要了，怎么退款")).doesNotContain("退", "款");
        assertThat(denied("It won't fit. Return it")).doesNotContain("return");
    }

    @Test
    void hasOneToFourCharactersOfChineseAndTwoToFiveOfAWordWithItsEnds() {
        // 4 single, 3 pairs, 2 threes, 1 four
        assertThat(of("收到货了").size()).isEqualTo(10);
        // " ab ": the word, and 3 pairs, 2 threes, 1 four
        assertThat(of("ab").size()).isEqualTo(7);
        assertThat(of("！？🙂").size()).isZero();
    }

    @Test
    void knowsADigitByNothingButThatItIsOne() {
        assertThat(keys("10 days")).isEqualTo(keys("99 days"));
    }

    @Test
    void fullWidthTraditionalAndCapitalLettersAreTheSame() {
        assertThat(keys("ＲＥＦＵＮＤ")).isEqualTo(keys("refund"));
        assertThat(keys("退貨換貨")).isEqualTo(keys("退货换货"));
        assertThat(keys("hasn&#39;t")).isEqualTo(keys("hasn’t"));
    }

    @Test
    void nothingReachesIntoWhatIsTakenOut() {
        String text = "order 12345 late";

        Ngrams ngrams = Ngrams.of(text, List.of(new Span(6, 11)));

        for (int i = 0; i < ngrams.size(); i++) {
            assertThat(text.substring(ngrams.from(i), ngrams.to(i))).doesNotContain("1", "5");
        }
    }
}
