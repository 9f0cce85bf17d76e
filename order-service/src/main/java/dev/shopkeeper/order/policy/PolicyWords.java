package dev.shopkeeper.order.policy;

import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a policy said, in words and figures. */
public final class PolicyWords {

    private PolicyWords() {}

    /** Of all outcomes together; the reasons stand with each outcome. */
    public static String summary(Evaluation evaluation, Language language) {
        Evaluation.Absence absence = evaluation.absence();
        if (absence != null) {
            return absence(absence, language);
        }
        String open = evaluation.outcomes().stream()
                .filter(OutcomeEvaluation::eligible)
                .map(each -> name(each.outcome(), language))
                .collect(Collectors.joining(language.choose(", ", "、")));
        String version = String.valueOf(evaluation.policyVersion());
        String when = when(Objects.requireNonNull(evaluation.asked()), language);
        return open.isEmpty()
                ? language.choose(
                        "Version " + version + " of the return policy allows nothing, " + when + ".",
                        "退货政策第 " + version + " 版：" + when + "，不可退换。")
                : language.choose(
                        "Version " + version + " of the return policy allows, " + when + ": " + open + ".",
                        "退货政策第 " + version + " 版：" + when + "，可选：" + open + "。");
    }

    /** Why no policy speaks. */
    public static String absence(Evaluation.Absence absence, Language language) {
        return switch (absence) {
            case NO_POLICY ->
                language.choose(
                        "No return policy was in force when the order was placed; a person decides.",
                        "下单时尚无生效的退货政策，由人工处理。");
            case OTHER_CURRENCY ->
                language.choose(
                        "The return policy in force has amounts in another currency than the order; a person decides.",
                        "生效的退货政策币种与订单不同，由人工处理。");
            case LINES_NOT_OPEN ->
                language.choose("These lines are not open to be returned; a person decides.", "这些商品目前不能退换，由人工处理。");
        };
    }

    /** Why an outcome that no rule names is refused. */
    public static String notOffered(long version, Outcome outcome, Language language) {
        String name = name(outcome, language);
        return language.choose(
                "Version " + version + " of the return policy does not offer " + name + ".",
                "退货政策第 " + version + " 版不提供" + name + "。");
    }

    /** Of one outcome: why it is open or not, and what adds up to its amount. */
    public static Explanation explain(Evaluation evaluation, OutcomeEvaluation outcome, Language language) {
        ReturnCase asked = Objects.requireNonNull(evaluation.asked());
        String summary = sentence(evaluation, outcome, language);
        return outcome.amount()
                .map(amount -> Explanation.of(
                        summary,
                        printed(amount, asked),
                        outcome.terms().stream()
                                .map(term -> new Reason(
                                        term.kind().wireName(),
                                        term.subject(),
                                        printed(term.amount(), asked),
                                        asked.currency(),
                                        text(term, language)))
                                .toList()))
                .orElseGet(() -> Explanation.of(summary));
    }

    /** With the currency's digits, or more where it needs more. */
    private static BigDecimal printed(BigDecimal amount, ReturnCase asked) {
        return new Money(amount, asked.currency()).amount();
    }

    /** Why an outcome is open or not, with the version and the rule. */
    public static String sentence(Evaluation evaluation, OutcomeEvaluation outcome, Language language) {
        ReturnCase asked = Objects.requireNonNull(evaluation.asked());
        String rule = language.choose(
                "version " + evaluation.policyVersion() + ", rule '" + outcome.ruleId() + "'",
                "第 " + evaluation.policyVersion() + " 版规则“" + outcome.ruleId() + "”");
        String name = name(outcome.outcome(), language);
        String when = when(asked, language);
        return switch (outcome.finding()) {
            case ALLOWED ->
                language.choose(
                        "Return policy " + rule + ", allows " + name + " " + when + ".",
                        "退货政策" + rule + "：" + when + "，可" + name + "。");
            case NOT_AUTOMATIC ->
                language.choose(
                        "Return policy " + rule + ", allows " + name + " " + when + " where a person approves it.",
                        "退货政策" + rule + "：" + when + "，" + name + "须人工批准。");
            case ABOVE_MOST ->
                language.choose(
                        "Return policy " + rule + ", allows " + name + " " + when
                                + "; an amount as high as this a person approves.",
                        "退货政策" + rule + "：" + when + "，金额较高，" + name + "须人工批准。");
            case FINAL_SALE ->
                language.choose(
                        "Return policy " + rule + ": line '" + outcome.lineId() + "' was sold for good.",
                        "退货政策" + rule + "：商品行“" + outcome.lineId() + "”售出后不可退换。");
            case FORBIDDEN ->
                language.choose(
                        "Return policy " + rule + ", allows no " + name + " of line '" + outcome.lineId() + "' " + when
                                + ".",
                        "退货政策" + rule + "：" + when + "，商品行“" + outcome.lineId() + "”不可" + name + "。");
            case OTHER_REASON ->
                language.choose(
                        "Return policy " + rule + ", allows " + name + " of line '" + outcome.lineId()
                                + "' for other reasons alone.",
                        "退货政策" + rule + "：商品行“" + outcome.lineId() + "”仅因其他原因可" + name + "。");
        };
    }

    private static String when(ReturnCase asked, Language language) {
        return asked.fromDelivery()
                ? language.choose("on day " + asked.day() + " since the delivery", "自送达起第 " + asked.day() + " 天")
                : language.choose(
                        "on day " + asked.day() + " since the order, whose delivery is not known",
                        "送达时间未知，自下单起第 " + asked.day() + " 天");
    }

    /** An outcome in words. */
    public static String name(Outcome outcome, Language language) {
        return switch (outcome) {
            case REFUND -> language.choose("refund", "退款");
            case EXCHANGE -> language.choose("exchange", "换货");
            case STORE_CREDIT -> language.choose("store credit", "退至购物金");
            case REFUND_WITHOUT_RETURN -> language.choose("refund without return", "仅退款不退货");
        };
    }

    private static String text(Term term, Language language) {
        return switch (term.kind()) {
            case WORTH -> language.choose("What was paid for the line", "该商品行的实付金额");
            case FEE_PERCENT -> language.choose("The part that is kept as a fee", "按比例扣除的手续费");
            case FEE_FIXED -> language.choose("The fixed fee for a return", "固定退货费用");
            case FEE_WAIVED -> language.choose("The fixed fee is waived for the member's tier", "会员权益：免固定退货费用");
            case FEE_LIMIT -> language.choose("Fees are never more than the worth", "费用不超过商品金额");
            case ROUNDING -> language.choose("Rounding to the currency's digits", "按币种精度取整");
            case CAP -> language.choose("No more than is left to refund of the order", "不超过订单剩余可退金额");
        };
    }
}
