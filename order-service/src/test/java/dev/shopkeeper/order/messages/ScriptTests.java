package dev.shopkeeper.order.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "where is my order 1234?                  | EN",
                "我的订单什么时候到?                         | ZH",
                "我的 iPhone 什么时候可以发货呢请尽快         | ZH",
                "please check 订单号 and tell me 什么时候     | MIXED",
                "the word 你 does not make this Chinese     | EN",
                "12345 😀                                  | UNKNOWN",
                "где мой заказ                             | UNKNOWN",
            })
    void tellsTheLanguageByTheScript(String text, Script language) {
        assertThat(Script.of(text)).isEqualTo(language);
    }
}
