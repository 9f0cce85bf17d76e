package dev.shopkeeper.recommendation.index;

import dev.shopkeeper.recommendation.cooccurrence.Limits;
import dev.shopkeeper.recommendation.interaction.Kind;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the serving indexes are kept.
 *
 * @param halfLife after which an interaction adds half as much to popularity
 * @param viewWeight what a view adds to popularity
 * @param wishWeight what a wish adds
 * @param cartWeight what a cart adds
 * @param purchaseWeight what a purchase adds, per order, not per unit
 * @param windowDays the widest window that popularity by days can be asked for
 * @param itemsPerContext see {@link Limits}
 * @param contexts see {@link Limits}
 * @param pairs see {@link Limits}
 * @param shrinkage contexts at which a pair keeps half of its cosine while no model says otherwise
 * @param pollInterval how long to wait for more once everything was read
 * @param batch rows read at once
 */
@ConfigurationProperties("shopkeeper.recommendation.index")
public record IndexSettings(
        @DefaultValue("14d") Duration halfLife,
        @DefaultValue("1") double viewWeight,
        @DefaultValue("2") double wishWeight,
        @DefaultValue("3") double cartWeight,
        @DefaultValue("5") double purchaseWeight,
        @DefaultValue("90") int windowDays,
        @DefaultValue("100") int itemsPerContext,
        @DefaultValue("300000") int contexts,
        @DefaultValue("6000000") int pairs,
        @DefaultValue("5") double shrinkage,
        @DefaultValue("100ms") Duration pollInterval,
        @DefaultValue("10000") int batch) {

    public IndexSettings {
        if (windowDays < 1 || batch < 1 || pollInterval.isNegative()) {
            throw new IllegalArgumentException("window-days is " + windowDays + ", batch " + batch + ", poll-interval "
                    + pollInterval + ". Maybe give positive ones?");
        }
    }

    double weightOf(Kind kind) {
        return switch (kind) {
            case VIEW -> viewWeight;
            case WISH -> wishWeight;
            case CART -> cartWeight;
            case PURCHASE -> purchaseWeight;
        };
    }

    Limits limits() {
        return new Limits(itemsPerContext, contexts, pairs);
    }

    /** There are fewer orders than visits, and what is in them is counted in both. */
    Limits orderLimits() {
        return new Limits(itemsPerContext, Math.max(1, contexts / 3), Math.max(4, pairs / 4));
    }
}
