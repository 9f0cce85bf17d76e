package dev.shopkeeper.order.triage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a shop writes in an afternoon: words that tell an intent, asked in turn, the first that is found wins. It knows
 * nothing of negations. A model must read better than this to serve. Immutable.
 */
public final class KeywordRules {

    private record Rule(Intent intent, Pattern words) {}

    private static final List<Rule> RULES = List.of(
            rule(Intent.INVOICE, "发票|开票|专票|普票|抬头|税号|invoice|vat|tax id"),
            rule(Intent.EXCHANGE, "换.{0,4}(?:码|号|个|别的|颜色)|换货|exchange|swap|different size"),
            rule(Intent.RETURN, "退货|退款|想退|能退|退了|退掉|return|refund|send .{0,10}back|money back"),
            rule(Intent.CANCEL, "取消|不要发货|拍错|下错单|cancel"),
            rule(Intent.ADDRESS_CHANGE, "地址|搬家|address|moved"),
            rule(
                    Intent.NOT_RECEIVED,
                    "没收到|未收到|没有收到|丢件|丢了|签收.{0,6}没|never (?:arrived|came|received)|not received|lost"
                            + "|says delivered"),
            rule(Intent.COMPLAINT, "投诉|赔偿|差评|太差|失望|气死|态度|垃圾|complain|terrible|disappointed|compensation|rude|awful"),
            rule(
                    Intent.ORDER_STATUS,
                    "到哪|物流|发货|什么时候|催|还没到|快递|where is|tracking|when will|arrive|status|any news|delivered"),
            rule(Intent.PRAISE, "很好|不错|喜欢|好评|推荐|谢谢|回购|great|love|perfect|excellent|thank"));

    private KeywordRules() {}

    private static Rule rule(Intent intent, String words) {
        return new Rule(intent, Pattern.compile(words));
    }

    /** Told where the words of an intent stand. */
    interface Found {
        void at(Intent intent, int from, int to);
    }

    /** Finds the words of all intents in a text as it is read. */
    static void find(String plain, Found found) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.words.matcher(plain);
            while (matcher.find()) {
                found.at(rule.intent, matcher.start(), matcher.end());
            }
        }
    }

    /** The first intent whose words are found, or {@link Intent#OTHER}. */
    public static Intent read(String text) {
        String plain = PlainText.of(text).text();
        return RULES.stream()
                .filter(rule -> rule.words.matcher(plain).find())
                .findFirst()
                .map(Rule::intent)
                .orElse(Intent.OTHER);
    }
}
