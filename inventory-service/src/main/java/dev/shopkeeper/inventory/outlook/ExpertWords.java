package dev.shopkeeper.inventory.outlook;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel;
import dev.shopkeeper.inventory.forecast.expert.RecentMean;
import dev.shopkeeper.inventory.forecast.history.DemandSeries.Note;
import dev.shopkeeper.inventory.outlook.Forecasts.Made;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;

/** What experts are called and what they look at, in the shop's terms. */
final class ExpertWords {

    private ExpertWords() {}

    static String name(String expert, Language language) {
        return switch (expert) {
            case "seasonal-naive" -> language.choose("what sold a season ago", "上一周期的销量");
            case "seasonal-growth" ->
                language.choose("what sold a season ago, with half of the growth", "上一周期的销量加近期增长");
            case "historic-mean" -> language.choose("the average of all time", "全部历史的平均");
            case "exponential-smoothing" -> language.choose("the latest level and trend", "近期水平与趋势");
            case "theta" -> language.choose("the long trend and the latest level", "长期趋势与近期水平");
            case "seasonal-arima" -> language.choose("how weeks follow one another", "前后各期的关联");
            case "double-seasonal" -> language.choose("a shorter and a longer season", "长短两种周期");
            case "croston" -> language.choose("size of and time between sales", "单次销量与间隔");
            case "sba" -> language.choose("size of and time between sales, less its bias", "单次销量与间隔（修正偏差）");
            case "tsb" -> language.choose("size and chance of a sale", "单次销量与售出概率");
            case HybridModel.NETWORK -> language.choose("what all items have in common", "全部商品的共同规律");
            case HybridModel.COMMON -> language.choose("the average of all that sells alike", "同类商品的平均");
            case RecentMean.NAME -> language.choose("the recent average", "近期平均");
            default -> throw new IllegalArgumentException("There are no words for the expert " + expert);
        };
    }

    static String of(String expert, double weight, BigDecimal alone, Language language) {
        String percent = String.format(Locale.ROOT, "%.0f %%", 100 * weight);
        return language.choose(
                "By " + name(expert, language) + " " + alone.toPlainString() + " would sell; it counts " + percent
                        + ".",
                "按" + name(expert, language) + "预计售出 " + alone.toPlainString() + " 件，权重 " + percent + "。");
    }

    static String summary(Made made, int horizon, BigDecimal expected, Language language) {
        int days = horizon * made.bucketDays();
        StringBuilder words = new StringBuilder(language.choose(
                expected.toPlainString() + " units are expected to sell in the next " + days + " days.",
                "预计未来 " + days + " 天售出 " + expected.toPlainString() + " 件。"));
        if (made.stamp().degraded()) {
            return words.append(language.choose(
                            " No forecast is trained; this is the average of the last quarter.",
                            "尚无训练好的预测模型，此为近一季度的平均。"))
                    .toString();
        }
        made.forecast().shares().stream()
                .max(Comparator.comparing(Forecast.Share::weight))
                .ifPresent(share -> words.append(language.choose(
                        " What counts most is " + name(share.name(), language) + ".",
                        "主要依据：" + name(share.name(), language) + "。")));
        if (made.forecast().shares().stream()
                .anyMatch(share -> share.name().equals(HybridModel.NETWORK) && share.weight() == 0)) {
            words.append(language.choose(
                    " The network over all items was worth nothing beside the others for such demand, and does not count.",
                    "对这类需求，全局神经网络未优于其他方法，不计入。"));
        }
        return words.toString();
    }

    static String note(Note note, Language language) {
        return switch (note) {
            case NEGATIVE_DEMAND ->
                language.choose("On some day more was cancelled than ordered; it counts as none.", "某日取消量大于订购量，按零计。");
            case STOCK_OUTS ->
                language.choose(
                        "In some buckets nothing was left to sell; what might have sold is put in.",
                        "部分时段缺货，已估补可能的销量。");
            case SHORT_HISTORY -> language.choose("Less than eight buckets are known.", "历史不足八期。");
            case LEDGER_ONLY ->
                language.choose("No order is known; what left the stock as sold counts.", "无订单记录，以出库销量为准。");
            case NEVER_SOLD -> language.choose("It has never sold.", "从未售出。");
        };
    }
}
