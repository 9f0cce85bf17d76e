package dev.shopkeeper.recommendation.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTermsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "Red Running-Shoes, size 42 | red running shoe size 42",
                "红色跑步鞋                   | 红色 色跑 跑步 步鞋",
                "鞋                          | 鞋",
                "iPhone手机壳 Pro             | iphone 手机 机壳 pro",
                "ＡＢ１２                      | ab12",
                "Straße ÉTÉ                  | straße été",
                "a b c                       | nothing",
                "のカメラ                      | のカ カメ メラ",
                "𠮷野家                       | 𠮷野 野家",
                "हिन्दी                         | हिन्दी",
                "!? ——                       | nothing"
            })
    void dividesTitlesIntoWordsAndChineseOnesIntoPairs(String title, String words) {
        List<String> found = new ArrayList<>();
        Words.of(title, found::add);

        assertThat(found).isEqualTo(words == null ? List.of() : List.of(words.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, CNY 1-2",
        "1.99, CNY 1-2",
        "2.00, CNY 2-5",
        "4.999, CNY 2-5",
        "5, CNY 5-10",
        "9.99, CNY 5-10",
        "10, CNY 10-20",
        "129.50, CNY 100-200",
        "1E+3, CNY 1000-2000",
        "0.05, CNY 0.05-0.1",
        "0.0199, CNY 0.01-0.02",
        "0.00, ",
        "-5, "
    })
    void laysPricesIntoBands(BigDecimal price, String band) {
        assertThat(PriceBand.of(price, "CNY")).isEqualTo(band);
    }

    @Test
    void countsTheWordsOfAllTitlesAndEverythingElseOnce() {
        ItemContent content = new ItemContent(
                "i",
                Map.of("en", "Tea tea pot", "de", "Tea Kanne"),
                List.of("drinks", "drinks"),
                "A",
                BigDecimal.TEN,
                "CNY");

        assertThat(ContentTerms.of(content))
                .isEqualTo(Map.of(
                        new ContentTerm(ContentTerm.Kind.BRAND, "A"), 1,
                        new ContentTerm(ContentTerm.Kind.PRICE_BAND, "CNY 10-20"), 1,
                        new ContentTerm(ContentTerm.Kind.CATEGORY, "drinks"), 1,
                        new ContentTerm(ContentTerm.Kind.WORD, "tea"), 3,
                        new ContentTerm(ContentTerm.Kind.WORD, "kanne"), 1,
                        new ContentTerm(ContentTerm.Kind.WORD, "pot"), 1));
    }

    @Test
    void countsNoMoreTermsThanItsLimitHoweverLongATitleIs() {
        String endless = IntStream.range(0, 10_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        ItemContent content =
                new ItemContent("i", Map.of("en", "tea ".repeat(500) + endless), List.of(), "A", null, null);

        assertThat(ContentTerms.of(content))
                .hasSize(ContentTerms.MOST)
                .containsEntry(new ContentTerm(ContentTerm.Kind.WORD, "tea"), ContentTerms.MOST_OFTEN);
    }

    @Test
    void spreadsPairsOfChineseCharactersOverTheHashes() {
        long hashes = IntStream.range(0, 10_000)
                .mapToObj(i -> "" + (char) ('一' + i / 100) + (char) ('一' + i % 100))
                .map(pair -> new ContentTerm(ContentTerm.Kind.WORD, pair))
                .mapToInt(ContentTerm::hashCode)
                .distinct()
                .count();

        assertThat(hashes).isGreaterThan(9_990);
    }

    @ParameterizedTest
    @CsvSource({
        "dresses, dress",
        "headphones, headphone",
        "teas, tea",
        "berries, berry",
        "boxes, box",
        "glass, glass",
        "bus, bus",
        "tennis, tennis",
        "dishes, dish",
        "gas, gas",
        "size, size"
    })
    void takesAPluralForWhatItIsSeveralOf(String word, String expected) {
        List<String> words = new ArrayList<>();
        Words.of(word, words::add);
        assertThat(words).containsExactly(expected);
    }
}
