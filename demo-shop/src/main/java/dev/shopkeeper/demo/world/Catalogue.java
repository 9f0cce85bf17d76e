package dev.shopkeeper.demo.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The range of the shop: every category with its items, the same for the same seed. Immutable. */
public final class Catalogue {

    /** Dimensions of the space of tastes in which items, brands and members have a place. */
    public static final int STYLES = 4;

    private static final double SHARE_OF_MEMBERS_PER_ITEM = 0.4;

    private final List<Category> categories;
    private final List<Item> items;
    private final List<List<Item>> byCategory;
    private final List<List<Item>> complements;

    private Catalogue(List<Category> categories, List<Item> items, List<List<Item>> byCategory, Dice dice) {
        this.categories = categories;
        this.items = items;
        this.byCategory = byCategory;
        this.complements = items.stream().map(item -> partners(item, dice)).toList();
    }

    /** About {@code size} items, at least three of every category. */
    public static Catalogue generate(long seed, int size) {
        List<Category> categories = List.of(Resources.read("categories.json", Category[].class));
        List<Brand> brands = brands(seed);
        double shares = categories.stream().mapToDouble(Category::itemShare).sum();
        List<Item> items = new ArrayList<>();
        List<List<Item>> byCategory = new ArrayList<>();
        for (int c = 0; c < categories.size(); c++) {
            Category category = categories.get(c);
            int count = (int) Math.max(3, Math.round(size * category.itemShare() / shares));
            List<Brand> houses = new ArrayList<>();
            Dice choice = Dice.of(seed, "category-brands", c);
            for (int b = 0; b < 9; b++) {
                houses.add(choice.pick(brands));
            }
            List<Item> own = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Dice dice = Dice.of(seed, "item-" + category.id(), i);
                own.add(item(items.size() + i, i, category, houses, dice));
            }
            items.addAll(own);
            byCategory.add(List.copyOf(own));
        }
        return new Catalogue(categories, List.copyOf(items), List.copyOf(byCategory), Dice.of(seed, "complements", 0));
    }

    private static List<Brand> brands(long seed) {
        List<Brand> brands = new ArrayList<>();
        for (Text name : Resources.read("brands.json", Text[].class)) {
            Dice dice = Dice.of(seed, "brand", brands.size());
            brands.add(new Brand(name, place(dice, 0.8), 0.7 * dice.gaussian()));
        }
        return brands;
    }

    private static double[] place(Dice dice, double deviation) {
        double[] style = new double[STYLES];
        for (int i = 0; i < STYLES; i++) {
            style[i] = deviation * dice.gaussian();
        }
        return style;
    }

    private static Item item(int index, int number, Category category, List<Brand> brands, Dice dice) {
        Brand brand = dice.pick(brands);
        int variant = dice.below(category.nouns().size());
        Text noun = category.nouns().get(variant);
        Text qualifier = dice.pick(category.qualifiers());
        double position = 0.6 * brand.standing() + 0.8 * dice.gaussian();
        double price = category.priceMedian() * StrictMath.exp(category.priceSpread() * position);
        BigDecimal listPrice = charming(price);
        double margin = Math.clamp(category.margin() * dice.logNormal(1, 0.15), 0.03, 0.85);
        BigDecimal cost = listPrice.multiply(BigDecimal.valueOf(1 - margin)).setScale(2, RoundingMode.HALF_UP);

        Map<String, String> attributes = new LinkedHashMap<>();
        StringBuilder zh = new StringBuilder(brand.name().zh() + " " + qualifier.zh() + noun.zh());
        StringBuilder en = new StringBuilder(brand.name().en() + " " + qualifier.en() + " " + noun.en());
        category.attributes().forEach((name, values) -> {
            Text value = dice.pick(values);
            attributes.put(name, value.en());
            zh.append(' ').append(value.zh());
            en.append(", ").append(value.en());
        });
        String size = category.sizes().isEmpty() ? null : dice.pick(category.sizes());
        if (size != null) {
            zh.append(' ').append(size);
            en.append(", ").append(size);
        }
        double[] style = place(dice, 0.6);
        for (int i = 0; i < STYLES; i++) {
            style[i] += brand.style()[i];
        }
        // Popularity falls with rank as Zipf has it, the rank being the order of invention.
        double popularity = 3 / StrictMath.pow(1 + number * 0.25, 0.8) * dice.logNormal(1, 0.4);
        return new Item(
                index,
                String.format(Locale.ROOT, "%s-%04d", category.id(), number + 1),
                category,
                variant,
                new Text(zh.toString(), en.toString()),
                brand.name(),
                String.format(Locale.ROOT, "merchant-%02d", 1 + dice.below(40)),
                cost,
                listPrice,
                (int) Math.max(10, Math.round(category.weightGrams() * dice.logNormal(1, 0.35))),
                size,
                attributes,
                popularity,
                dice.gaussian(),
                style,
                position,
                Math.min(0.6, category.returnRate() * dice.logNormal(0.85, 0.6)));
    }

    /** Prices as shops write them: 9.90, 49.00, 259.00. */
    static BigDecimal charming(double price) {
        if (price < 20) {
            return BigDecimal.valueOf(Math.max(1, Math.round(price)) * 10 - 1, 1)
                    .setScale(2);
        }
        long step = price < 300 ? 1 : 10;
        return BigDecimal.valueOf(Math.round(price / step) * step - (step > 1 ? 1 : 0))
                .setScale(2);
    }

    private List<Item> partners(Item item, Dice dice) {
        // Half of the partners stand in the same category, half in a neighbouring one.
        int own = categories.indexOf(item.category());
        List<Item> partners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int category = i < 2 ? own : Math.floorMod(own + (i == 2 ? 1 : -1), categories.size());
            partners.add(dice.pick(byCategory.get(category)));
        }
        partners.remove(item);
        return List.copyOf(partners);
    }

    /** How many items a shop with so many members carries. */
    public static int sizeFor(int members) {
        return (int) Math.max(60, Math.round(members * SHARE_OF_MEMBERS_PER_ITEM));
    }

    public List<Category> categories() {
        return categories;
    }

    public List<Item> items() {
        return items;
    }

    public List<Item> in(int category) {
        return byCategory.get(category);
    }

    /** Items that people buy together with it. */
    public List<Item> complementsOf(Item item) {
        return complements.get(item.index());
    }
}
