package dev.shopkeeper.order.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Messages to learn from, each written after a pattern that is its group. */
public final class Letters {

    private static final String[] ITEMS = {"the shoes", "the jacket", "the kettle", "my lamp", "运动鞋", "外套", "水壶", "台灯"};
    private static final String[] GREETINGS = {"", "Hi, ", "hello ", "你好，", "亲，", "请问"};
    private static final String[] FAULTS = {"it is broken", "it does not work", "too poor", "质量很差", "有瑕疵", "用不了"};
    private static final Map<Intent, String[]> PATTERNS = new TreeMap<>(Map.of(
            Intent.RETURN,
                    new String[] {
                        "{hi}I want to return {item}, {bad}",
                        "please refund {item}, {bad}",
                        "how do I send {item} back",
                        "{hi}{item}想退货，{bad}",
                        "{item}能退款吗，{bad}",
                        "{bad}，怎么退{item}",
                        "申请退货退款 {item}",
                        "{item}还没用过，想退货"
                    },
            Intent.EXCHANGE,
                    new String[] {
                        "can I have {item} one size larger",
                        "I need {item} one size larger, please",
                        "one size larger of {item} please",
                        "{item}要大一码",
                        "给我大一码的{item}",
                        "大一码的{item}有吗",
                        "can I swap {item} for a larger size",
                        "{hi}please exchange {item} for another colour",
                        "{item} too small, exchange it",
                        "{item}偏小想换大一码",
                        "{hi}可以换货吗，{item}",
                        "颜色不对想换一个{item}"
                    },
            Intent.CANCEL,
                    new String[] {
                        "please stop the order of {item}, bought twice",
                        "stop the order of {item}, I bought it twice",
                        "stop {item}, bought twice",
                        "{item}买重了，不用发了",
                        "买重了{item}，不用发",
                        "{hi}please cancel my order of {item}",
                        "cancel it if {item} has not shipped",
                        "I ordered {item} twice, cancel one",
                        "取消订单，{item}买重了",
                        "{hi}帮我取消{item}",
                        "拍错了{item}，取消吧"
                    },
            Intent.ORDER_STATUS,
                    new String[] {
                        "how long until {item} gets here",
                        "how many days until {item} gets here",
                        "until when does {item} get here",
                        "{item}还要等几天",
                        "还要等多久{item}",
                        "{hi}where is {item}",
                        "when will {item} arrive",
                        "any news on {item}, tracking has not moved",
                        "{item}到哪了",
                        "{hi}{item}什么时候能到",
                        "帮我查物流，{item}",
                        "{item}还没发货吗"
                    },
            Intent.NOT_RECEIVED,
                    new String[] {
                        "it says delivered but I never received {item}",
                                "{hi}{item} was not received, the parcel is lost", "my parcel with {item} never came",
                        "显示已签收，但我没收到{item}", "没收到货，{item}是不是丢件了", "{hi}{item}一直没有收到，签收了"
                    },
            Intent.PRAISE,
                    new String[] {
                        "{item} is great, thanks", "love {item}, will buy again",
                                "fast delivery, {item} works perfectly",
                        "{item}很好用，谢谢", "{item}质量不错，下次还买", "非常喜欢{item}，推荐"
                    },
            Intent.OTHER,
                    new String[] {
                        "do you have jobs in your shop", "what is the weather today", "who won the football match",
                        "你们招聘吗", "今天天气怎么样", "我们提供网站推广服务"
                    }));

    private Letters() {}

    public static List<LabelledText> write(int each, long seed) {
        Random random = new Random(seed);
        List<LabelledText> texts = new ArrayList<>();
        PATTERNS.forEach((intent, patterns) -> {
            for (int pattern = 0; pattern < patterns.length; pattern++) {
                for (int i = 0; i < each; i++) {
                    texts.add(new LabelledText(
                            patterns[pattern]
                                    .replace("{hi}", pick(GREETINGS, random))
                                    .replace("{item}", pick(ITEMS, random))
                                    .replace("{bad}", pick(FAULTS, random)),
                            intent.wireName(),
                            intent + "-" + pattern));
                }
            }
        });
        return texts;
    }

    private static String pick(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }
}
