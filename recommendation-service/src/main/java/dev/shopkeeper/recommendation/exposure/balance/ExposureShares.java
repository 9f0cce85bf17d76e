package dev.shopkeeper.recommendation.exposure.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How exposure is shared out.
 *
 * @param groups the most exposed first
 * @param groupGini of the exposure of groups the catalogue knows, those without any included
 * @param itemGini of the exposure of active items, those without any included
 */
public record ExposureShares(List<ExposureGroup> groups, double groupGini, double itemGini) {

    /** What items are put together by. */
    public enum By {
        MERCHANT,
        BRAND,
        POPULARITY;

        /** {@code merchant}, {@code brand}, {@code popularity}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Key(String kind, @Nullable String name) {}

    private static final class Sums {
        private long items;
        private long impressions;
        private double exposure;
        private long interactions;

        void add(ItemExposure item) {
            items += item.active() ? 1 : 0;
            impressions += item.impressions();
            exposure += item.exposure();
            interactions += Math.max(0, item.interactions());
        }
    }

    public ExposureShares {
        groups = List.copyOf(groups);
    }

    /** Shares of groups; every item of the catalogue is to be among the items, shown or not. */
    public static ExposureShares of(List<ItemExposure> items, By by) {
        PopularityClass[] classes = PopularityClass.of(
                items.stream().mapToLong(ItemExposure::interactions).toArray());
        Map<Key, Sums> sums = new LinkedHashMap<>();
        Sums all = new Sums();
        for (int i = 0; i < items.size(); i++) {
            ItemExposure item = items.get(i);
            sums.computeIfAbsent(key(item, by, classes[i]), key -> new Sums()).add(item);
            all.add(item);
        }
        List<ExposureGroup> groups = new ArrayList<>();
        sums.forEach((key, each) -> groups.add(new ExposureGroup(
                key.kind(),
                key.name(),
                each.items,
                each.impressions,
                each.exposure,
                share(each.exposure, all.exposure),
                share(each.items, all.items),
                share(each.interactions, all.interactions))));
        Function<ExposureGroup, String> name = group -> group.name() == null ? "" : group.name();
        groups.sort(Comparator.comparingDouble(ExposureGroup::exposure)
                .reversed()
                .thenComparing(ExposureGroup::kind)
                .thenComparing(name));
        return new ExposureShares(
                groups,
                Attention.gini(groups.stream()
                        .filter(group -> group.kind().equals(by.wireName()))
                        .mapToDouble(ExposureGroup::exposure)
                        .toArray()),
                Attention.gini(items.stream()
                        .filter(ItemExposure::active)
                        .mapToDouble(ItemExposure::exposure)
                        .toArray()));
    }

    private static Key key(ItemExposure item, By by, PopularityClass popularity) {
        if (!item.known()) {
            return new Key("unknown", null);
        }
        String name = switch (by) {
            case MERCHANT -> item.merchantId();
            case BRAND -> item.brand();
            case POPULARITY -> popularity.wireName();
        };
        return new Key(name == null ? "none" : by.wireName(), name);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
