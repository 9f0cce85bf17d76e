package dev.shopkeeper.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTests {

    private static final City CITY = City.generate(1);

    @ParameterizedTest
    @CsvSource({"40, 2", "2500, 2", "5000, 4", "50000, 32", "1000000, 608"})
    void growsWithTheShop(int members, int vans) {
        assertThat(Fleet.of(members, CITY).vans()).hasSize(vans);
    }

    @Test
    void namesEachVanOnce() {
        Set<String> ids = new HashSet<>();
        assertThat(Fleet.of(50_000, CITY).vans()).allMatch(van -> ids.add(van.id()));
        assertThat(ids).contains("van-01", "van-32");
    }

    @Test
    void drivesFromHalfPastSevenToHalfPastTwentyAndWithTwiceTheVansInBetween() {
        Fleet fleet = Fleet.of(5_000, CITY);

        assertThat(fleet.driven(LocalTime.of(7, 29))).isEmpty();
        assertThat(fleet.driven(LocalTime.of(7, 30))).hasSize(2);
        assertThat(fleet.driven(LocalTime.of(13, 45))).hasSize(4);
        assertThat(fleet.driven(LocalTime.of(14, 0))).hasSize(2);
        assertThat(fleet.driven(LocalTime.of(20, 29, 59))).hasSize(2);
        assertThat(fleet.driven(Fleet.LAST_SHIFT_ENDS)).isEmpty();
    }

    @Test
    void restsWithinTheShift() {
        assertThat(Fleet.of(5_000, CITY).vans()).allSatisfy(van -> {
            assertThat(van.breakFrom()).isAfter(van.shiftFrom()).isBefore(van.breakTo());
            assertThat(van.breakTo().plusMinutes(van.breakMinutes())).isBefore(van.shiftTo());
        });
    }

    @Test
    void staysTheSameWhenTheStoryGoesOn() {
        Instant until = Instant.parse("2026-11-01T00:00:00Z");
        World world = World.generate(3, 0.02, until);

        assertThat(world.goingOn(9, until, World.HISTORY).fleet()).isEqualTo(world.fleet());
    }

    @Test
    void standsInTheMiddleOfTheCityWhereTheDepotsZoneEnds() {
        Fleet fleet = Fleet.of(5_000, CITY);
        Zone zone = CITY.depotZone();

        assertThat(zone.name().en()).isEqualTo("Central");
        assertThat(fleet.latitude()).isEqualTo(30.59);
        assertThat(fleet.longitude()).isEqualTo(121.05);
        assertThat(Math.abs(fleet.latitude() - zone.latitude())).isLessThan(0.0176);
        assertThat(Math.abs(fleet.longitude() - zone.longitude())).isLessThan(0.0176);
    }
}
