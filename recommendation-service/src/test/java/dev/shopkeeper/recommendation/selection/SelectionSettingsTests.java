package dev.shopkeeper.recommendation.selection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectionSettingsTests {

    @Test
    void looksAtMoreCasesWhereThereAreFewerItemsToRank() {
        SelectionSettings settings = SelectionSettings.defaults(1);

        assertThat(settings.cases(1)).isEqualTo(20_000);
        assertThat(settings.cases(2_000)).isEqualTo(20_000);
        assertThat(settings.cases(50_000)).isEqualTo(5_000);
        assertThat(settings.cases(1_000_000)).isEqualTo(settings.cases()).isEqualTo(4_000);
    }
}
