package dev.shopkeeper.benchmarks.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.benchmarks.BenchOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlantedElasticitiesTests {

    @Test
    void lieInTheIntervalsOfMostCategoriesOfASmallShop() {
        Map<String, Object> figures =
                new PlantedElasticities().run(BenchOptions.parse(List.of("--seeds", "4", "--scale-percent", "30")));

        assertThat((Map<?, ?>) figures.get("categories")).hasSizeGreaterThan(10);
        assertThat((Double) figures.get("inside")).isBetween(0.75, 1.0);
        assertThat(figures).containsEntry("seeds_better_than_prices_that_do_nothing", 4);
    }
}
