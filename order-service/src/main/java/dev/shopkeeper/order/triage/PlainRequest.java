package dev.shopkeeper.order.triage;

import java.util.regex.Pattern;

/**
 * Whether a text asks for something to be done now, with no if and no but. A model reads what a text is about; whoever asks about
 * a refund, has had one, no longer wants it, or would want it if the goods do not fit, writes of the same in much the same words.
 * What is acted on without a person must be plain, so that words of a question, a condition, a refusal, a withdrawal, of the past
 * or of hearsay stand in the way: too many rather than too few. Immutable.
 */
public final class PlainRequest {

    private static final String REQUEST = "(?:return|refund|exchange|replacement|cancel(?:l?ation)?|swap)";
    private static final String REQUEST_HAN = "(?:退货退款|退货|退款|退换|换货|取消|退|换)";

    private static final Pattern QUESTION =
            Pattern.compile("[?？吗呢]|\\b(?:how|why|what|when|where|which|whether|policy|wonder\\w*)\\b"
                    + "|\\b(?:can|could|may|do|should|am|is|are) (?:i|we|it|they|you)\\b"
                    + "|怎么|如何|什么|为啥|是否|能不能|可不可以|几天|多久|多少|谁|政策|规定");

    private static final Pattern CONDITION = Pattern.compile(
            "\\b(?:if|unless|otherwise|might|maybe|perhaps|consider\\w*|thinking|depends?)\\b|\\bwould(?! like)\\b"
                    + "|如果|要是|假如|万一|的话|否则|不然|也许|可能|考虑");

    private static final Pattern REFUSAL = Pattern.compile(REQUEST
            + "s?\\b[^.!,;，。！；]{0,20}?(?:\\bnot?\\b|n't\\b|\\bnever\\b|\\bunn|\\breject|\\brefus|\\bfail|\\bdeni)"
            + "|\\b(?:instead of|rather than|no need|not? longer|no more|changed my mind|(?:i'?ll|will|to|and) keep)\\b"
            + "|" + REQUEST_HAN + "[^，。！；,.!;]{0,6}?(?:不必|不用|不需|不要|不了|没必要|麻烦|算了|免了|被拒|失败|驳回)"
            + "|无需|不必|算了|作罢|改主意|还是留|留着");

    private static final Pattern WITHDRAWAL =
            Pattern.compile("\\b(?:withdraw\\w*|undo|revoke|stop the|drop the|cancel (?:the|my|this|that|a) (?:\\w+ )?"
                    + REQUEST + ")" + "|撤销|撤回|取消.{0,6}(?:退|换|取消)|(?:退|换|取消).{0,8}(?:撤|取消)");

    private static final Pattern PAST = Pattern.compile(
            "\\b(?:returned|refunded|exchanged|cancell?ed|swapped|already|last (?:week|month|year)|yesterday|(?:days?|weeks?|months?) ago"
                    + "|was going|were going|wanted|status|progress|pending|approved|received my|got my|my refund|the refund)\\b"
                    + "|已经?退|退了|换了|已经?换|退款已|已收到|到账|进度|上周|上个?月|昨天|前天|之前|刚才|申请过|退过|换过|处理得|还没退");

    private static final Pattern HEARSAY = Pattern.compile(
            "\\b(?:said|says|told|told me|asked me|friend|culture|should)\\b|说要|说想|本来|原本|原来|打算|听说|朋友|老公|老婆|建议");

    private static final Pattern OTHERS =
            Pattern.compile("\\b(?:other|others|another|except|rest|everything|both|all of|keep|elsewhere|remaining)\\b"
                    + "|另外|另一|其他|其它|剩下|剩余|除了|全部|都要退|都退|全退|两样|别处|别家");

    private PlainRequest() {}

    /** Whether a text, as it was written, asks plainly. */
    public static boolean in(String text) {
        String plain = PlainText.of(text).text();
        return !QUESTION.matcher(plain).find()
                && !CONDITION.matcher(plain).find()
                && !REFUSAL.matcher(plain).find()
                && !WITHDRAWAL.matcher(plain).find()
                && !PAST.matcher(plain).find()
                && !HEARSAY.matcher(plain).find();
    }

    /** Whether it speaks of goods by what they are not: the other one, the rest, all but one. */
    public static boolean ofOthers(String text) {
        return OTHERS.matcher(PlainText.of(text).text()).find();
    }
}
