package dev.shopkeeper.benchmarks.routing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Tiny instances, and the folder of the public ones. */
final class Instances {

    /** Four customers around a depot at (0, 0), at distances 1, 1.41, 2 and 2.83, which want 5 each of a capacity of 10. */
    static final String VRPLIB = """
            NAME : \ttiny\t
            COMMENT : \t"made for a test"\t
            TYPE : \tCVRP\t
            DIMENSION : \t5\t
            EDGE_WEIGHT_TYPE : \tEUC_2D\t
            CAPACITY : \t10\t
            NODE_COORD_SECTION
            1\t0\t0
            2\t1\t0
            3\t1\t1
            4\t0\t-2
            5\t-2\t-2
            DEMAND_SECTION
            1\t0
            2\t5
            3\t5
            4\t5
            5\t5
            DEPOT_SECTION
            \t1
            \t-1
            EOF
            """;

    /** The same places with windows. */
    static final String VRPLIB_TIMED = """
            NAME : tiny-timed
            TYPE : VRPTW
            DIMENSION : 5
            VEHICLES : 3
            CAPACITY : 10
            SERVICE_TIME : 10
            EDGE_WEIGHT_TYPE : EUC_2D
            NODE_COORD_SECTION
            1 0 0
            2 1 0
            3 1 1
            4 0 -2
            5 -2 -2
            DEMAND_SECTION
            1 0
            2 5
            3 5
            4 5
            5 5
            TIME_WINDOW_SECTION
            1 0 100
            2 20 30
            3 0 10
            4 0 100
            5 0 100
            DEPOT_SECTION
            1
            -1
            EOF
            """;

    static final String SOLOMON = """
            T101

            VEHICLE
            NUMBER     CAPACITY
              3         10

            CUSTOMER
            CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

                0      0          0          0          0        100          0
                1      1          0          5         20         30         10
                2      1          1          5          0         10         10
                3      0         -2          5          0        100         10
                4     -2         -2          5          0        100         10
            """;

    private static final Path SHARED = Path.of(System.getProperty(
                    "shopkeeper.data", System.getenv().getOrDefault("SHOPKEEPER_DATA", "../../shared/data")))
            .resolve("logistics");

    private Instances() {}

    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    static RoutingInstance untimed() {
        return InstanceFiles.vrplib(lines(VRPLIB));
    }

    static RoutingInstance timed() {
        return InstanceFiles.solomon(lines(SOLOMON));
    }

    /** A folder of public instances; the test is skipped where it is not there. */
    static Path shared(String set) {
        Path folder = SHARED.resolve(set);
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                "The public instances of " + set + " are not on this machine, so they are not looked at.");
        return folder;
    }
}
