package dev.shopkeeper.order.messages;

import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.order.triage.Intent;
import dev.shopkeeper.order.triage.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why a message was read so. */
final class TriageWords {

    private static final String UNIT = "log-odds";
    private static final int DIGITS = 3;
    /** Parts that say less than this together with others of their kind are told as one. */
    private static final BigDecimal LITTLE = new BigDecimal("0.05");

    private static final double NEARLY_CERTAIN = 0.99;
    private static final double AS_GOOD_AS_CERTAIN = 0.999;

    private final Language language;

    TriageWords(Language language) {
        this.language = language;
    }

    /** @param text the message, or null in a listing, which names no words */
    Explanation explain(Verdict verdict, @Nullable String text) {
        Reading.Ranked first = verdict.ranked().getFirst();
        String summary = summary(verdict, first);
        if (text == null || verdict.ranked().size() < 2) {
            return Explanation.of(summary);
        }
        String for1 = name(first.label());
        String against = name(verdict.ranked().get(1).label());
        List<Reason> reasons = new ArrayList<>();
        BigDecimal little = BigDecimal.ZERO;
        for (Reading.Part part : verdict.parts()) {
            BigDecimal logOdds = BigDecimal.valueOf(part.logOdds()).setScale(DIGITS, RoundingMode.HALF_EVEN);
            if (logOdds.abs().compareTo(LITTLE) < 0) {
                little = little.add(logOdds);
            } else {
                reasons.add(reason(part, logOdds, text.substring(part.from(), part.to()), for1, against));
            }
        }
        reasons.sort(
                Comparator.comparing((Reason reason) -> reason.contribution().abs())
                        .reversed());
        if (little.signum() != 0) {
            reasons.add(new Reason(
                    "other_words", null, little, UNIT, language.choose("The other words together", "其余文字合计")));
        }
        BigDecimal total = reasons.stream().map(Reason::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Explanation.of(summary, total, reasons);
    }

    private Reason reason(Reading.Part part, BigDecimal logOdds, String words, String first, String second) {
        boolean speaksFor = logOdds.signum() > 0;
        String denied = part.negated() ? language.choose(", which a negation denies,", "（被否定）") : "";
        return new Reason(
                part.negated() ? "denied_words" : "words",
                words,
                logOdds,
                UNIT,
                speaksFor
                        ? language.choose(
                                "“" + words + "”" + denied + " speaks for " + first + " rather than " + second,
                                "“" + words + "”" + denied + "更像" + first + "，而不是" + second)
                        : language.choose(
                                "“" + words + "”" + denied + " speaks for " + second + " rather than " + first,
                                "“" + words + "”" + denied + "更像" + second + "，而不是" + first));
    }

    private String summary(Verdict verdict, Reading.Ranked first) {
        String sure = sure(first.probability());
        String intent = name(first.label());
        return switch (verdict.cause()) {
            case SURE ->
                language.choose(
                        "It wants " + intent + ", with a probability of " + sure + ".",
                        "这是" + intent + "，概率" + sure + "。");
            case BELOW_TARGET_PRECISION ->
                language.choose(
                        "It may want " + intent + " (" + sure
                                + "), which is not sure enough to act on; a person looks at it.",
                        "可能是" + intent + "（" + sure + "），把握不足，由人工处理。");
            case DENIED_REQUEST ->
                language.choose(
                        "It denies a request, so a person looks at it; the likeliest is " + intent + " (" + sure + ").",
                        "其中的请求被否定，由人工处理；最可能是" + intent + "（" + sure + "）。");
            case NOT_A_PLAIN_REQUEST ->
                language.choose(
                        "It speaks of " + intent + " (" + sure
                                + "), and does not plainly ask for it now; a person looks at it.",
                        "提到了" + intent + "（" + sure + "），但不是明确的申请，由人工处理。");
            case NOT_SENT ->
                language.choose(
                        "It wants " + intent + " (" + sure + ") of what was not sent yet; a person looks at it.",
                        "想要" + intent + "（" + sure + "），但商品尚未发货，由人工处理。");
            case OLD_REQUEST ->
                language.choose(
                        "It wants " + intent + " (" + sure
                                + ") and was written more than a day ago; a person sees whether it is done.",
                        "想要" + intent + "（" + sure + "），但写于一天以前，由人工确认是否已处理。");
            case POLICY_REFUSES ->
                language.choose(
                        "It wants " + intent + " (" + sure
                                + "), which is asked for; the return policy refuses it, and a person says so.",
                        "想要" + intent + "（" + sure + "），已提交申请；按退货政策不予受理，由人工答复。");
            case UNKNOWN_WORDS ->
                language.choose(
                        "Too few of its words are known to say what it wants; a person reads it.",
                        "认识的文字太少，无法判断，由人工处理。");
            case UNLIKE_WHAT_WAS_LEARNT ->
                language.choose(
                        "It is unlike all that was learnt (the likeliest is " + intent + ", " + sure
                                + "); a person reads it.",
                        "与学过的都不像（最可能是" + intent + "，" + sure + "），由人工处理。");
            case UNLEARNT_INTENT ->
                language.choose(
                        "Its words tell something that nobody has labelled yet; of what is known it would be " + intent
                                + " (" + sure + "). A person looks at it.",
                        "其内容属于尚无标注的类型；在已知类型中最像" + intent + "（" + sure + "），由人工处理。");
            case WHICH_ORDER ->
                language.choose(
                        "It wants " + intent + " (" + sure + ") and names no order of this person's; a person asks.",
                        "想要" + intent + "（" + sure + "），但没有指明本人的订单，由人工询问。");
            case WHICH_ITEM ->
                language.choose(
                        "It wants " + intent + " (" + sure + ") of an order with several items; a person asks which.",
                        "想要" + intent + "（" + sure + "），订单中有多件商品，由人工询问是哪一件。");
            case HOW_MANY ->
                language.choose(
                        "It wants " + intent + " (" + sure + ") of several units; a person asks how many.",
                        "想要" + intent + "（" + sure + "），数量不明，由人工询问。");
            case NOTHING_OPEN ->
                language.choose(
                        "It wants " + intent + " (" + sure + ") of what cannot be returned any more; a person answers.",
                        "想要" + intent + "（" + sure + "），但已没有可退的商品，由人工答复。");
            case POLICY_LEAVES_IT ->
                language.choose(
                        "It wants " + intent + " (" + sure
                                + "), which is asked for; the return policy leaves it to a person.",
                        "想要" + intent + "（" + sure + "），已提交申请，按退货政策由人工决定。");
            case ORDER_OF_ANOTHER ->
                language.choose(
                        "It names an order that is not proven to be this person's, which is not used; a person looks at it.",
                        "其中的订单不能证明属于本人，未予采用，由人工处理。");
        };
    }

    /** Nothing is said to be certain. */
    private String sure(double probability) {
        if (probability >= AS_GOOD_AS_CERTAIN) {
            return language.choose("over 99.9 %", "99.9%以上");
        }
        String format = probability >= NEARLY_CERTAIN ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, 100 * probability) + language.choose(" %", "%");
    }

    /** What an intent is called by people. */
    String name(String intent) {
        return Intent.of(intent)
                .map(known -> switch (known) {
                    case ORDER_STATUS -> language.choose("news of an order", "查询订单");
                    case NOT_RECEIVED -> language.choose("an order that did not arrive", "未收到货");
                    case ADDRESS_CHANGE -> language.choose("another address", "修改地址");
                    case CANCEL -> language.choose("a cancellation", "取消订单");
                    case RETURN -> language.choose("a return", "退货");
                    case EXCHANGE -> language.choose("an exchange", "换货");
                    case INVOICE -> language.choose("an invoice", "开发票");
                    case COMPLAINT -> language.choose("to complain", "投诉");
                    case PRAISE -> language.choose("to praise", "好评");
                    case OTHER -> language.choose("something else", "其他");
                })
                .orElse(intent);
    }
}
