package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRequestTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "质量太差了，我要退货",
                "想退货，尺码偏小",
                "申请退货退款 运动鞋",
                "尺码偏小想换大一码",
                "帮我取消订单，买重了",
                "没用过，七天无理由退货",
                "I want to return the kettle, it is broken",
                "I would like to return the shoes, they do not fit",
                "please refund the jacket, too poor",
                "please exchange the shoes for another colour",
                "Please cancel order 10017, I bought it twice",
            })
    void isWhatAsksForSomethingNow(String text) {
        assertThat(PlainRequest.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "无需退款",
                "退款不必了",
                "退货太麻烦了，算了吧",
                "return not necessary anymore",
                "refund not needed",
                "I was going to return the shirt but now I like it",
                "My friend said I should return the shirt",
                "instead of a return I would take a discount",
                "老公说要退货，我觉得挺好的",
                "订单的退货申请帮我撤销",
                "撤回退款申请",
                "取消退货",
                "cancel my return please",
                "cancel the cancellation please",
                "How many days do I have to return the shirt",
                "What is your return policy",
                "几天内可以退货？",
                "Can I return the shirt",
                "如果不合适可以退货吗",
                "退款已收到，谢谢",
                "I returned the shirt last week, where is my refund",
                "我上周退货的退款怎么还没到账",
                "Why was my return rejected?",
                "If it does not arrive tomorrow I will return the shirt",
                "why did you cancel my order",
                "谁让你们取消我的订单了",
                "Cancel culture is everywhere, nice book though",
                "本来想退货的，现在不退了",
            })
    void isNoQuestionConditionRefusalWithdrawalOrHearsay(String text) {
        assertThat(PlainRequest.in(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I want to return the other item",
                "Keep the scarf, return the belt",
                "return everything except the hat",
                "I also want to return the rest",
                "剩下的两件我也要退货",
                "另外一件我要退",
            })
    void knowsWhenGoodsAreCalledByWhatTheyAreNot(String text) {
        assertThat(PlainRequest.ofOthers(text)).isTrue();
        assertThat(PlainRequest.ofOthers("I want to return the kettle, it is broken"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "巧克力过期了我要退货, expired",
        "mouldy chocolate, expired",
        "it arrived broken, damaged",
        "收到就碎了, damaged",
        "wrong item in the box, wrong_item",
        "你们发错货了, wrong_item",
        "用了有点过敏, allergic",
        "太小了想退, wrong_size",
        "质量很差, defective",
        "色差太大, not_as_described",
        "I want to return the kettle, ",
    })
    void saysWhyGoodsComeBack(String text, String reason) {
        assertThat(ReturnReason.in(text).map(ReturnReason::wireName).orElse(null))
                .isEqualTo(reason);
    }

    @Test
    void readsNothingThatIsQuoted() {
        String text = "When will it arrive?\n\n> On Monday you wrote:\n> I want to return the shirt\n";
        assertThat(PlainText.of(text).text()).contains("when will it arrive").doesNotContain("return");
        assertThat(PlainText.of("works now\n-----Original Message-----\nI want to return it")
                        .text())
                .doesNotContain("return");
        assertThat(PlainText.of("好了\nOn Mon, 3 Nov 2026 at 10:00, Shop <a@b.example> wrote:\n>退货")
                        .text())
                .doesNotContain("退货")
                .doesNotContain("wrote");
        assertThat(PlainText.of("I want > all\nreturn it").text()).contains("return");
        int place = text.indexOf("arrive");
        PlainText plain = PlainText.of(text);
        int at = plain.text().indexOf("arrive");
        assertThat(plain.origin(new Span(at, at + 6))).isEqualTo(new Span(place, place + 6));
    }
}
