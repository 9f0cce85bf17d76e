package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.order.triage.Mentions.Kind;
import dev.shopkeeper.order.triage.Mentions.Mention;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTests {

    private static List<String> values(String text, Kind kind) {
        return Mentions.of(text).all().stream()
                .filter(mention -> mention.kind() == kind)
                .map(Mention::value)
                .toList();
    }

    @Test
    void anOrderNumberBesideATelephoneNumberIsFoundWholeAndSoIsTheOther() {
        String text = "订单20260101123456电话13812345678，谢谢";

        List<Mention> mentions = Mentions.of(text).all();

        assertThat(mentions).hasSize(3);
        assertThat(mentions.get(0)).isEqualTo(new Mention(Kind.ORDER_NUMBER, "20260101123456", 2, 16));
        assertThat(mentions.get(2)).isEqualTo(new Mention(Kind.PHONE, "+8613812345678", 18, 29));
        // an order's number may look like a telephone's: the orders say which it is
        assertThat(mentions.get(1)).isEqualTo(new Mention(Kind.ORDER_NUMBER, "13812345678", 18, 29));
    }

    @ParameterizedTest
    @CsvSource({
        "tel13812345678, +8613812345678",
        "call me at 138-1234-5678 please, +8613812345678",
        "ＴＥＬ：１３８１２３４５６７８, +8613812345678",
        "ring +44 20 7946 0958 after six, +442079460958",
        "座机010-62345678, +861062345678",
        "order ORD-1-000123 phone+8613912345678, +8613912345678",
    })
    void findsTelephoneNumbersAlsoBehindLetters(String text, String number) {
        assertThat(values(text, Kind.PHONE)).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 20260101123", "ORD-1-000123", "2026010112", "10000 items", "订单号：SO202601011234"})
    void callsNoOrdersNumberATelephones(String text) {
        assertThat(values(text, Kind.PHONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "where is ORD-1-000123?, ORD-1-000123",
        "order #1001, 1001",
        "#ord-1-000123还没到, ord-1-000123",
        "单号：ＳＯ１２３４５６, ＳＯ１２３４５６",
        "my order no. AB123 please, AB123",
        "订单 998 呢, 998",
    })
    void findsOrdersNumbersAsTheyWereWritten(String text, String number) {
        assertThat(values(text, Kind.ORDER_NUMBER)).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 days ago", "bought in 2026", "5楼", "iphone 15", "7x24"})
    void takesNoOtherNumberForAnOrders(String text) {
        assertThat(values(text, Kind.ORDER_NUMBER)).isEmpty();
    }

    /** Identifiers of few digits are told from other words by there being such an order. */
    @ParameterizedTest
    @CsvSource({
        "where is ORD-df3d1fca?, ORD-df3d1fca",
        "订单AB-C3到哪了, AB-C3",
        "my iphone15 is broken, iphone15",
        "bought in 2026, ",
        "a 5g one, ",
    })
    void findsWordsThatMayBeAnOrdersNumber(String text, String word) {
        assertThat(values(text, Kind.MAY_BE_ORDER_NUMBER)).isEqualTo(word == null ? List.of() : List.of(word));
        assertThat(values(text, Kind.ORDER_NUMBER)).isEmpty();
        assertThat(Mentions.cutFrom(PlainText.of(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "想退两件, 2",
        "退3双, 3",
        "return 2 pairs, 2",
        "send back three of them, 3",
        "十盒都坏了, 10",
        "一个星期了, ",
        "大一个码, ",
    })
    void findsHowMany(String text, String quantity) {
        assertThat(values(text, Kind.QUANTITY)).isEqualTo(quantity == null ? List.of() : List.of(quantity));
    }

    @Test
    void saysWhereInTheOriginalThoughItIsHtml() {
        String text = "<p>Hi,&nbsp;<b>order #10017</b> &amp; tel 13812345678</p>";

        for (Mention mention : Mentions.of(text).all()) {
            String there = text.substring(mention.from(), mention.to());
            assertThat(there).isEqualTo(mention.kind() == Kind.PHONE ? "13812345678" : mention.value());
        }
        assertThat(values(text, Kind.ORDER_NUMBER)).containsExactly("10017", "13812345678");
    }

    @Test
    void keepsTelephoneNumbersOutOfLogs() {
        assertThat(Mentions.of("13812345678").all().toString()).doesNotContain("138");
    }
}
