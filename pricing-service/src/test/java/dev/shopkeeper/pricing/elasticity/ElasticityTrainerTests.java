package dev.shopkeeper.pricing.elasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.pricing.elasticity.Elasticity.Source;
import dev.shopkeeper.pricing.elasticity.Elasticity.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElasticityTrainerTests {

    private static ElasticityModel trained(List<ItemWeeks> items) {
        return ElasticityTrainer.train(items, progress -> {});
    }

    /** Season and campaign move demand and prices together, and most weeks are without a sale. */
    @Test
    void holdsThePlantedElasticityInItsIntervalAsOftenAsItSays() {
        int inside = 0;
        int all = 0;
        double sum = 0;
        for (int seed = 0; seed < 24; seed++) {
            Elasticity found =
                    trained(Simulated.category("tea", 60, 0.5, -1.8, seed)).ofCategory("tea");
            assertThat(found.standing()).isEqualTo(Standing.KNOWN);
            assertThat(found.source()).isEqualTo(Source.CATEGORY);
            inside += found.lower() <= -1.8 && found.upper() >= -1.8 ? 1 : 0;
            sum += found.value();
            all++;
        }
        assertThat((double) inside / all).isBetween(0.8, 1.0);
        assertThat(sum / all).isCloseTo(-1.8, within(0.12));
    }

    /** The logarithm of sales, where there are any, sees a small part of the effect: zero weeks are what low demand looks like. */
    @Test
    void seesWhatALogarithmOfSalesWouldMiss() {
        double counts = 0;
        double logarithms = 0;
        for (int seed = 0; seed < 10; seed++) {
            List<ItemWeeks> items = Simulated.category("tea", 80, 0.4, -2, 100 + seed);
            counts += trained(items).ofCategory("tea").value() / 10;
            logarithms += slopeOfLogarithms(items) / 10;
        }
        assertThat(counts).isCloseTo(-2, within(0.25));
        assertThat(logarithms).isGreaterThan(-1.2);
    }

    private static double slopeOfLogarithms(List<ItemWeeks> items) {
        double products = 0;
        double squares = 0;
        for (ItemWeeks item : items) {
            int[] sold = java.util.stream.IntStream.range(0, item.weeks())
                    .filter(week -> item.units()[week] > 0)
                    .toArray();
            double price = Arrays.stream(sold)
                    .mapToDouble(week -> item.logPrice()[week])
                    .average()
                    .orElse(0);
            double units = Arrays.stream(sold)
                    .mapToDouble(week -> Math.log(item.units()[week]))
                    .average()
                    .orElse(0);
            for (int week : sold) {
                products += (item.logPrice()[week] - price) * (Math.log(item.units()[week]) - units);
                squares += (item.logPrice()[week] - price) * (item.logPrice()[week] - price);
            }
        }
        return products / squares;
    }

    @Test
    void answersTheCategorysWhereAnItemHadTwoPricesInEightHundredWeeks() {
        int weeks = 800;
        Random random = new Random(1);
        List<ItemWeeks> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] prices = new double[weeks];
            double[] units = new double[weeks];
            for (int week = 0; week < weeks; week++) {
                boolean cheap = i == 0 ? week == 400 : random.nextInt(10) == 0;
                prices[week] = Math.log(cheap ? 16 : 20);
                units[week] = Simulated.poisson(random, cheap ? 5 : 3);
            }
            items.add(Simulated.item("item-" + i, "tea", "brand", units, prices));
        }
        ElasticityModel model = trained(items);
        Elasticity still = model.of("item-0", "tea");
        Elasticity category = model.ofCategory("tea");
        assertThat(still.standing()).isEqualTo(Standing.NOT_ENOUGH_VARIATION);
        assertThat(still.source()).isEqualTo(Source.CATEGORY);
        assertThat(still.value()).isEqualTo(category.value()).isNegative();
        assertThat(still.lower()).isEqualTo(category.lower());
        assertThat(still.upper()).isEqualTo(category.upper()).isNotPositive();
        assertThat(still.weeklyUnits()).isBetween(2.0, 4.0);
        assertThat(model.of("item-1", "tea").standing()).isEqualTo(Standing.KNOWN);
    }

    @Test
    void saysThatTheSignIsWrongWhereMoreSellsAtHigherPrices() {
        Random random = new Random(3);
        List<ItemWeeks> items = new ArrayList<>(Simulated.category("shoes", 40, 2, -1.5, 8));
        for (int i = 0; i < 30; i++) {
            double[] prices = new double[Simulated.WEEKS];
            double[] units = new double[Simulated.WEEKS];
            for (int week = 0; week < prices.length; week++) {
                boolean wanted = random.nextInt(4) == 0;
                prices[week] = Math.log(wanted ? 30 : 24);
                units[week] = Simulated.poisson(random, wanted ? 6 : 2);
            }
            items.add(Simulated.item("gift-" + i, "gifts", "brand", units, prices));
        }
        ElasticityModel model = trained(items);
        assertThat(model.ofCategory("gifts").standing()).isEqualTo(Standing.WRONG_SIGN);
        assertThat(model.ofCategory("gifts").value()).isNegative();
        assertThat(model.of("gift-3", "gifts").standing()).isEqualTo(Standing.WRONG_SIGN);
        assertThat(model.ofCategory("shoes").standing()).isEqualTo(Standing.KNOWN);
    }

    @Test
    void isNotMovedByACompetitorWhosePriceStoodStill() {
        List<ItemWeeks> without = Simulated.category("tea", 40, 1, -1.5, 4);
        List<ItemWeeks> with = without.stream()
                .map(item -> {
                    double[] still = new double[item.weeks()];
                    Arrays.fill(still, Math.log(25));
                    return new ItemWeeks(
                            item.itemId(),
                            item.category(),
                            item.brand(),
                            0,
                            item.units(),
                            item.logPrice(),
                            item.soldOut(),
                            still,
                            item.interest());
                })
                .toList();
        assertThat(trained(with).ofCategory("tea").value())
                .isCloseTo(trained(without).ofCategory("tea").value(), within(1e-6));
    }

    /** What was sold out while it was cheap sold little for that reason. */
    @Test
    void takesOffTheTimeInWhichNothingWasLeft() {
        double told = 0;
        double untold = 0;
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            List<ItemWeeks> known = new ArrayList<>();
            List<ItemWeeks> unknown = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                double[] prices = new double[Simulated.WEEKS];
                double[] units = new double[Simulated.WEEKS];
                double[] soldOut = new double[Simulated.WEEKS];
                double[] never = new double[Simulated.WEEKS];
                for (int week = 0; week < prices.length; week++) {
                    boolean cheap = random.nextInt(8) == 0;
                    prices[week] = Math.log(cheap ? 15 : 20);
                    soldOut[week] = cheap ? 0.5 : 0;
                    double mean = 2 * Math.pow(cheap ? 0.75 : 1, -2) * (1 - soldOut[week]);
                    units[week] = Simulated.poisson(random, mean);
                }
                double[] none = new double[Simulated.WEEKS];
                Arrays.fill(none, Double.NaN);
                known.add(new ItemWeeks("i" + i, "tea", null, 0, units, prices, soldOut, none, never));
                unknown.add(new ItemWeeks("i" + i, "tea", null, 0, units, prices, none, none, never));
            }
            told += trained(known).ofCategory("tea").value() / 8;
            Elasticity blind = trained(unknown).ofCategory("tea");
            untold += (blind.standing() == Standing.KNOWN ? blind.value() : 0) / 8;
        }
        assertThat(told).isCloseTo(-2, within(0.2));
        assertThat(untold).isGreaterThan(-0.8);
    }

    @Test
    void drawsItemsToTheirCategoryAsFarAsTheyAreThin() {
        List<ItemWeeks> items = new ArrayList<>(Simulated.category("tea", 60, 0.2, -2, 5));
        items.addAll(Simulated.category("coffee", 20, 60, -1, 6));
        items.addAll(Simulated.category("coffee", 20, 60, -3, 7).stream()
                .map(item ->
                        Simulated.item(item.itemId() + "-b", item.category(), "other", item.units(), item.logPrice()))
                .toList());
        ElasticityModel model = trained(items);
        double thin = spread(model, items, "tea");
        double rich = spread(model, items, "coffee");
        assertThat(thin).isLessThan(0.5);
        assertThat(rich).isGreaterThan(0.7);
        assertThat(model.of("coffee-3", "coffee").value()).isCloseTo(-1, within(0.5));
        assertThat(model.of("coffee-3-b", "coffee").value()).isCloseTo(-3, within(0.5));
        assertThat(model.of("coffee-3", "coffee").source()).isEqualTo(Source.ITEM);
    }

    private static double spread(ElasticityModel model, List<ItemWeeks> items, String category) {
        double[] values = items.stream()
                .filter(item -> item.category().equals(category))
                .mapToDouble(item -> model.of(item.itemId(), category).value())
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void knowsNothingOfPricesThatNeverMoved() {
        List<ItemWeeks> items = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            double[] units = new double[30];
            double[] prices = new double[30];
            for (int week = 0; week < 30; week++) {
                units[week] = Simulated.poisson(random, 2);
                prices[week] = 3;
            }
            items.add(Simulated.item("i" + i, "tea", "b", units, prices));
        }
        Elasticity known = trained(items).of("i1", "tea");
        assertThat(known.standing()).isEqualTo(Standing.NOT_ENOUGH_VARIATION);
        assertThat(known.source()).isEqualTo(Source.SHOP);
        assertThat(known.lower()).isLessThan(known.value());
    }

    @Test
    void isTheSameAfterItWasStoredAndRefusesOtherBytes() {
        ElasticityModel model = trained(Simulated.category("tea", 20, 2, -1.5, 9));
        ElasticityModel read = ElasticityModel.of(model.bytes());
        assertThat(read.bytes()).isEqualTo(model.bytes());
        assertThat(read.of("tea-3", "tea")).isEqualTo(model.of("tea-3", "tea"));
        assertThat(read.of("unheard-of", "tea")).isEqualTo(model.ofCategory("tea"));
        byte[] half = Arrays.copyOf(model.bytes(), model.bytes().length / 2);
        assertThatThrownBy(() -> ElasticityModel.of(half)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ElasticityModel.of(new byte[] {1, 2, 3, 4}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no elasticities");
    }

    @Test
    void refusesWhatAreNoSales() {
        double[] two = new double[2];
        assertThatThrownBy(() -> new ItemWeeks("x", "c", null, 0, new double[] {1, -1}, two, two, two, two))
                .hasMessageContaining("Item x")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new ItemWeeks("x", "c", null, 0, new double[3], two, two, two, two))
                .hasMessageContaining("3 weeks");
    }

    /** Two studies by hand: weights 1/0.04 and 1/0.09, Q = 6.92, so the variance between them is 0.385. */
    @Test
    void countsHowFarEstimatesDifferBeyondTheirErrors() {
        RandomEffects found = RandomEffects.of(new double[] {-1, -1.95}, new double[] {0.04, 0.09});
        double mean = (-1 / 0.04 - 1.95 / 0.09) / (1 / 0.04 + 1 / 0.09);
        double q = Math.pow(-1 - mean, 2) / 0.04 + Math.pow(-1.95 - mean, 2) / 0.09;
        double c = 1 / 0.04 + 1 / 0.09 - (1 / 0.0016 + 1 / 0.0081) / (1 / 0.04 + 1 / 0.09);
        assertThat(found.between()).isCloseTo((q - 1) / c, within(1e-12));
        assertThat(RandomEffects.of(new double[] {-1, -1.01}, new double[] {0.04, 0.09})
                        .between())
                .isZero();
    }
}
