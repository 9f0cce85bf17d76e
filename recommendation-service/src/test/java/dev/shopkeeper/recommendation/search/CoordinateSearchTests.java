package dev.shopkeeper.recommendation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinateSearchTests {

    private record Point(int x, int y) {
        Point withX(int value) {
            return new Point(value, y);
        }

        Point withY(int value) {
            return new Point(x, value);
        }
    }

    private static final List<Integer> VALUES = List.of(0, 1, 2, 3, 4, 5, 6, 7);
    private static final List<Axis<Point, ?>> AXES =
            List.of(new Axis<>("x", VALUES, Point::withX), new Axis<>("y", VALUES, Point::withY));

    @Test
    void climbsToTheTopOfAHillThatIsNotAlongAnAxis() {
        var found = new CoordinateSearch(100).climb(new Point(0, 7), AXES, CoordinateSearchTests::height);

        assertThat(found.options()).isEqualTo(new Point(5, 2));
        assertThat(found.value()).isEqualTo(height(new Point(5, 2)));
        assertThat(found.trials()).extracting(CoordinateSearch.Trial::options).doesNotHaveDuplicates();
    }

    @Test
    void looksBehindADipWhereItSweeps() {
        double[] heights = {3, 2, 1, 5, 0, 0, 9, 0};

        var climbed = new CoordinateSearch(100).climb(new Point(0, 0), AXES, point -> heights[point.x()] - point.y());
        var swept = new CoordinateSearch(100).sweep(new Point(0, 4), AXES, point -> heights[point.x()] - point.y());

        assertThat(climbed.options()).isEqualTo(new Point(0, 0));
        assertThat(swept.options()).isEqualTo(new Point(6, 0));
        assertThat(swept.trials()).extracting(CoordinateSearch.Trial::options).doesNotHaveDuplicates();
        assertThat(new CoordinateSearch(5)
                        .sweep(new Point(0, 0), AXES, point -> heights[point.x()])
                        .trials())
                .hasSize(5);
    }

    @Test
    void triesNoMoreThanItsBudget() {
        var found = new CoordinateSearch(4).climb(new Point(0, 7), AXES, CoordinateSearchTests::height);

        assertThat(found.trials()).hasSize(4);
        assertThat(found.value()).isGreaterThanOrEqualTo(height(new Point(0, 7)));
    }

    @Test
    void refusesABeginningThatIsOnNoAxis() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoordinateSearch(4).climb(new Point(9, 0), AXES, CoordinateSearchTests::height))
                .withMessageContaining("'x'");
    }

    private static double height(Point point) {
        return -(point.x() - 5) * (point.x() - 5) - (point.y() - 2) * (point.y() - 2);
    }
}
