package dev.shopkeeper.membership.tiering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberPastTests {

    private static Purchase purchase(long day, double worth, Purchase.Change... changes) {
        return new Purchase(day, worth, List.of(changes), Set.of("food"));
    }

    @Test
    void knowsFiguresAsTheyWereAtTheEndOfADay() {
        MemberPast past = new MemberPast(
                "ann", List.of(purchase(10, 100), purchase(50, 40, new Purchase.Change(60, 40)), purchase(70, 5)));

        assertThat(past.figures(9, 365)).isNull();
        assertThat(past.figures(55, 365)).isEqualTo(new Figures(5, 2, 140, 1));
        assertThat(past.figures(60, 365)).as("the second order came back").isEqualTo(new Figures(50, 1, 100, 1));
        assertThat(past.figures(70, 365)).isEqualTo(new Figures(0, 2, 105, 1));
        assertThat(past.figures(70, 20)).as("of the last twenty days").isEqualTo(new Figures(0, 1, 5, 1));
    }

    @Test
    void takesNoMoreOffAnOrderThanItWasWorth() {
        MemberPast past = new MemberPast("ann", List.of(purchase(1, 10, new Purchase.Change(2, 500)), purchase(1, 30)));

        assertThat(past.figures(5, 365)).isEqualTo(new Figures(4, 1, 30, 1));
    }

    @Test
    void takesOffWhatCameBackOfNoKnownOrderAndGoesNotBelowNothing() {
        MemberPast past = new MemberPast(
                "ann", List.of(purchase(1, 30)), List.of(new Purchase.Change(2, 10), new Purchase.Change(4, 500)));

        assertThat(past.figures(3, 365)).isEqualTo(new Figures(2, 1, 20, 1));
        assertThat(past.figures(5, 365)).isEqualTo(new Figures(4, 1, 0, 1));
    }

    @Test
    void countsAnOrderWorthNothingAsAnOrder() {
        assertThat(new MemberPast("ann", List.of(purchase(1, 0))).figures(1, 365))
                .isEqualTo(new Figures(0, 1, 0, 1));
    }

    @Test
    void countsGoodsOfUnknownCategoriesAsOneKind() {
        MemberPast past = new MemberPast("ann", List.of(new Purchase(1, 30, List.of(), Set.of())));

        assertThat(past.figures(2, 365)).isEqualTo(new Figures(1, 1, 30, 1));
    }

    @Test
    void tellsWhatWasBoughtMostOftenOfWhatWasKeptInTheWindow() {
        MemberPast past = new MemberPast(
                "ann",
                List.of(
                        new Purchase(1, 5, List.of(), Set.of("toys")),
                        new Purchase(90, 5, List.of(), Set.of("tea", "books")),
                        new Purchase(91, 5, List.of(), Set.of("tea")),
                        new Purchase(92, 5, List.of(new Purchase.Change(93, 5)), Set.of("shoes")),
                        new Purchase(94, 5, List.of(), Set.of("art"))));

        assertThat(past.preferences(92, 30, 3)).containsExactly("tea", "books", "shoes");
        assertThat(past.preferences(95, 30, 3)).as("the shoes came back").containsExactly("tea", "art", "books");
        assertThat(past.preferences(95, 365, 1)).containsExactly("tea");
        assertThat(past.preferences(0, 365, 3)).isEmpty();
    }

    @Test
    void forgetsWhatWasNotKnownYet() {
        MemberPast past = new MemberPast(
                "ann",
                List.of(purchase(1, 30, new Purchase.Change(9, 30)), purchase(8, 10)),
                List.of(new Purchase.Change(7, 1)));

        assertThat(past.knownAt(5)).isEqualTo(new MemberPast("ann", List.of(purchase(1, 30))));
        assertThat(past.revenue(0, 9)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void refusesFiguresThatAreNone(double value) {
        assertThatThrownBy(() -> new Figures(1, 1, value, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("money")
                .hasMessageContaining(String.valueOf(value));
    }
}
