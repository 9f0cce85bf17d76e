package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    <p>Hello</p>| hello\s
                    a &lt; b &amp;&#38; c|a < b && c
                    1 < 2 > 0|1 < 2 > 0
                    <script>var x = 'return'</script>ok| ok
                    <style>p{}</style><b>Hi|  hi
                    &unknown; &#xffffffff;|&unknown; &#xffffffff;
                    """)
    void readsHtmlAsItIsShown(String html, String shown) {
        assertThat(PlainText.of(html).text()).isEqualTo(shown);
    }

    @Test
    void knowsWhereEachPartComesFrom() {
        String html = "<p>My &quot;card&quot; ！</p>";
        PlainText plain = PlainText.of(html);
        int at = plain.text().indexOf("card");

        assertThat(plain.original(new Span(at, at + 4))).isEqualTo("card");
        assertThat(plain.origin(new Span(at - 1, at + 5))).isEqualTo(new Span(6, 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a", "&", "&;", "<script>", "<script", "&#;", "&#x;", ">", ""})
    void standsWhatIsNoWholeHtml(String text) {
        assertThat(PlainText.of(text.repeat(3)).text()).isNotNull();
    }

    @Test
    void readsATextOfNothingButAnglesInAMoment() {
        assertThat(PlainText.of("<".repeat(20_000)).text()).hasSize(20_000);
        assertThat(PlainText.of("<script>".repeat(2_500)).text()).isNotNull();
    }
}
