package dev.shopkeeper.membership.tier;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.membership.tiering.Feature;
import dev.shopkeeper.membership.tiering.Figures;
import dev.shopkeeper.membership.tiering.Tier;
import dev.shopkeeper.membership.tiering.TierModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words, in a member's own figures, why a tier is theirs and what would change it. */
final class TierWords {

    private static final String UNIT = "squared_deviations";
    private static final int DIGITS = 4;

    private final Language language;

    TierWords(Language language) {
        this.language = language;
    }

    String name(Tier tier) {
        return switch (tier) {
            case ORDINARY -> language.choose("ordinary", "普通");
            case POTENTIAL -> language.choose("potential", "潜力");
            case LOYAL -> language.choose("loyal", "忠诚");
        };
    }

    String noModel(boolean known, Tier tier) {
        return known
                ? language.choose(
                        "No tier model is in use; the tier stays as it was given: " + name(tier) + ".",
                        "当前没有可用的等级模型；等级保持原样：" + name(tier) + "。")
                : language.choose(
                        "This person was not seen before; everybody begins in the first tier.", "首次见到此人，所有人都从初始等级开始。");
    }

    String noOrders(TierModel model, Tier tier, TierDecision.@Nullable Next next, TierDecision.@Nullable Lower lower) {
        String english =
                "Nothing was ordered and kept in the last " + model.window() + " days; the tier is " + name(tier) + ".";
        String chinese = "最近 " + model.window() + " 天内没有保留的订单；当前等级为" + name(tier) + "。";
        return language.choose(english, chinese) + whatWouldRaise(next) + whenItFalls(lower);
    }

    String figures(
            TierModel model,
            Figures figures,
            Tier tier,
            Tier nearest,
            TierDecision.@Nullable Next next,
            TierDecision.@Nullable Lower lower) {
        String money = TierDecisions.money(figures.money(), model).amount().toPlainString() + " " + model.currency();
        String english = String.format(
                Locale.ROOT,
                "%d %s worth %s in the last %d days, the latest %d days ago: %s.",
                Math.round(figures.orders()),
                figures.orders() == 1 ? "order" : "orders",
                money,
                model.window(),
                Math.round(figures.recencyDays()),
                name(tier));
        String chinese = String.format(
                Locale.ROOT,
                "最近 %d 天内 %d 笔订单，共 %s，最近一笔在 %d 天前：%s会员。",
                model.window(),
                Math.round(figures.orders()),
                money,
                Math.round(figures.recencyDays()),
                name(tier));
        StringBuilder text = new StringBuilder(language.choose(english, chinese));
        if (nearest != tier) {
            text.append(language.choose(
                    " These are nearer to those of " + name(nearest) + " members; "
                            + (nearest.compareTo(tier) > 0
                                    ? "the tier rises once they are clearly nearer, at the next look."
                                    : "the tier falls only if that lasts."),
                    "这些数据更接近" + name(nearest) + "会员；"
                            + (nearest.compareTo(tier) > 0 ? "明显更接近时，下次评估将升级。" : "只有持续如此才会降级。")));
        }
        return text.append(whatWouldRaise(next)).append(whenItFalls(lower)).toString();
    }

    private String whenItFalls(TierDecision.@Nullable Lower lower) {
        if (lower == null) {
            return "";
        }
        String tier = name(Tier.of(lower.tier()).orElse(Tier.ORDINARY));
        return language.choose(
                " Without a further order it falls to " + tier + " on " + lower.fallsOn() + ".",
                "若不再下单，将于 " + lower.fallsOn() + " 降为" + tier + "会员。");
    }

    private String whatWouldRaise(TierDecision.@Nullable Next next) {
        if (next == null || next.orders() == null) {
            return "";
        }
        String worth = next.orderWorth().amount().toPlainString() + " "
                + next.orderWorth().currency();
        Tier tier = Tier.of(next.tier()).orElse(Tier.LOYAL);
        return language.choose(
                " " + next.orders() + (next.orders() == 1 ? " more order of " : " more orders of ") + worth
                        + " would make it " + name(tier) + ".",
                "再下 " + next.orders() + " 笔约 " + worth + " 的订单即可升为" + name(tier) + "会员。");
    }

    /** One reason for each feature; they add up to the margin by which a tier is nearer. */
    List<Reason> reasons(TierModel model, Figures figures, int own, int other) {
        double[] margins = model.margins(model.standardised(figures), own, other);
        List<Reason> reasons = new ArrayList<>();
        for (int f = 0; f < margins.length; f++) {
            Feature feature = model.features().get(f);
            reasons.add(new Reason(
                    feature.wireName(),
                    null,
                    BigDecimal.valueOf(margins[f]).setScale(DIGITS, RoundingMode.HALF_EVEN),
                    UNIT,
                    text(model, feature, figures, own, other)));
        }
        return reasons;
    }

    private String text(TierModel model, Feature feature, Figures figures, int own, int other) {
        double mine = feature.figure(figures);
        double typicalOwn = model.typical(own, feature);
        double typicalOther = model.typical(other, feature);
        String ownName = name(model.tier(own));
        String otherName = name(model.tier(other));
        String english = switch (feature) {
            case RECENCY -> "last order %s days ago; typical of %s are %s days, of %s %s";
            case FREQUENCY -> "orders: %s; typical of %s are %s, of %s %s";
            case MONEY -> "bought for %s " + model.currency() + "; typical of %s are %s, of %s %s";
            case VARIETY -> "kinds of goods: %s; typical of %s are %s, of %s %s";
        };
        String chinese = switch (feature) {
            case RECENCY -> "最近一笔订单在 %s 天前；%s会员通常为 %s 天，%s会员为 %s 天";
            case FREQUENCY -> "%s 笔订单；%s会员通常为 %s，%s会员为 %s";
            case MONEY -> "消费 %s " + model.currency() + "；%s会员通常为 %s，%s会员为 %s";
            case VARIETY -> "%s 类商品；%s会员通常为 %s，%s会员为 %s";
        };
        return String.format(
                Locale.ROOT,
                language.choose(english, chinese),
                shown(mine),
                ownName,
                shown(typicalOwn),
                otherName,
                shown(typicalOther));
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value)
                .setScale(value < 10 ? 1 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
