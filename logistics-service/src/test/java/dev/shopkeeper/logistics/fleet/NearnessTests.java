package dev.shopkeeper.logistics.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearnessTests {

    private static final Depot QUITO = new Depot("quito", -0.2, -78.5, ZoneOffset.UTC);
    private static final Depot AUCKLAND = new Depot("auckland", -36.8, 174.8, ZoneOffset.UTC);
    private static final Depot ZURICH = new Depot("zurich", 47.4, 8.5, ZoneOffset.UTC);
    private static final List<Depot> ALL = List.of(QUITO, AUCKLAND, ZURICH);

    @Test
    void isOfTheNearestDepot() {
        assertThat(Nearness.of(ALL, -0.25, -78.45)).contains(new Nearness.Belongs("quito", false));
        assertThat(Nearness.of(ALL, 46.9, 7.4)).contains(new Nearness.Belongs("zurich", false));
        assertThat(Nearness.of(List.of(), 46.9, 7.4)).isEmpty();
    }

    @Test
    void seesExchangedPlacesWhateverDepotTheyAreNearAsTheyStand() {
        assertThat(Nearness.of(ALL, -78.5, -0.2)).contains(new Nearness.Belongs("quito", true));
        assertThat(Nearness.of(ALL, 8.5, 47.4)).contains(new Nearness.Belongs("zurich", true));
    }

    @Test
    void takesWhatIsFarForFarWhereExchangingHelpsNothing() {
        assertThat(Nearness.of(ALL, 60, 100)).contains(new Nearness.Belongs("zurich", false));
        assertThat(Nearness.of(ALL, -36.8, 171)).contains(new Nearness.Belongs("auckland", false));
    }
}
