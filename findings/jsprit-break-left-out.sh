#!/usr/bin/env bash
# jsprit-core 1.9.0-beta.11 (Maven): a driver's break is a job, and yet a break for which there is no time is left out without a word.
# The route is driven as if it had none, and the solution lists no unassigned job; the delivery that leaves no time for the break
# stays. Who must keep rest times has to look for the break in each route.
# Seen: a break that must begin from 29000 to 29100 stands in the route where the delivery can wait until 40000; where it can
# wait until 31000 only, the route has the delivery alone, and no job is unassigned.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>seen</groupId>
  <artifactId>seen</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.graphhopper</groupId>
      <artifactId>jsprit-core</artifactId>
      <version>1.9.0-beta.11</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >/dev/null 2>&1
cat >Seen.java <<'JAVA'
import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.box.Jsprit;
import com.graphhopper.jsprit.core.problem.Location;
import com.graphhopper.jsprit.core.problem.VehicleRoutingProblem;
import com.graphhopper.jsprit.core.problem.job.Break;
import com.graphhopper.jsprit.core.problem.job.Delivery;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TimeWindow;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleImpl;
import com.graphhopper.jsprit.core.util.Solutions;
import com.graphhopper.jsprit.core.util.VehicleRoutingTransportCostsMatrix;
import java.util.stream.Collectors;

public class Seen {
    static String activities(double latest) {
        VehicleRoutingTransportCostsMatrix.Builder ways = VehicleRoutingTransportCostsMatrix.Builder.newInstance(true);
        ways.addTransportTime("depot", "door", 1800);
        ways.addTransportDistance("depot", "door", 1800);
        VehicleRoutingProblem.Builder problem = VehicleRoutingProblem.Builder.newInstance()
                .setFleetSize(VehicleRoutingProblem.FleetSize.FINITE)
                .setRoutingCost(ways.build());
        Break rest = Break.Builder.newInstance("rest")
                .setServiceTime(1800)
                .setTimeWindow(TimeWindow.newInstance(29000, 29100))
                .build();
        problem.addVehicle(VehicleImpl.Builder.newInstance("van")
                .setStartLocation(Location.newInstance("depot"))
                .setEarliestStart(28800)
                .setLatestArrival(57600)
                .setBreak(rest)
                .build());
        problem.addJob(Delivery.Builder.newInstance("parcel")
                .setLocation(Location.newInstance("door"))
                .setTimeWindow(TimeWindow.newInstance(30000, latest))
                .build());
        VehicleRoutingAlgorithm algorithm = Jsprit.createAlgorithm(problem.build());
        algorithm.setMaxIterations(300);
        VehicleRoutingProblemSolution solution = Solutions.bestOf(algorithm.searchSolutions());
        String route = solution.getRoutes().stream()
                .flatMap(each -> each.getActivities().stream())
                .map(activity -> activity.getName())
                .collect(Collectors.joining(" "));
        return route + ", unassigned " + solution.getUnassignedJobs().size();
    }

    public static void main(String[] arguments) {
        System.out.println("delivery may wait until 40000: " + activities(40000));
        System.out.println("delivery may wait until 31000: " + activities(31000));
    }
}
JAVA
java -cp 'lib/*' Seen.java 2>/dev/null | tee seen.txt
cat >described.txt <<'SEEN'
delivery may wait until 40000: break delivery, unassigned 0
delivery may wait until 31000: delivery, unassigned 0
SEEN
if ! diff described.txt seen.txt; then
  echo "no longer as described" >&2
  exit 1
fi
echo "as described"
