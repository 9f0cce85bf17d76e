package dev.shopkeeper.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.architecture.Poms.Dependency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of the house that only the poms can show. */
class PomTests {

    private final Map<String, List<Dependency>> modules;

    PomTests() throws Exception {
        modules = Poms.modules();
    }

    @Test
    void thereAreSixServicesAndAGateway() {
        assertThat(services()).hasSize(7).contains("gateway", "order-service");
    }

    @Test
    void noServiceDependsOnAnother() {
        List<String> services = services();
        for (String service : services) {
            assertThat(ours(service)).as(service).doesNotContainAnyElementsOf(services);
        }
    }

    @Test
    void servicesHaveTheTestFixtureInTestsOnly() {
        for (String service : services()) {
            assertThat(modules.get(service))
                    .as(service)
                    .filteredOn(each -> each.artifact().equals("shopkeeper-testing"))
                    .allMatch(each -> each.scope().equals("test"));
        }
    }

    @Test
    void theContractDependsOnNothingOfOursAndNotOnSpring() {
        assertThat(ours("shopkeeper-events")).isEmpty();
        assertThat(modules.get("shopkeeper-events"))
                .noneMatch(each -> each.group().startsWith("org.springframework"));
    }

    @Test
    void theStarterKnowsOnlyTheContractAndTheFixtureNotTheStarter() {
        assertThat(ours("shopkeeper-starter")).isSubsetOf("shopkeeper-events", "shopkeeper-testing");
        assertThat(ours("shopkeeper-testing")).containsOnly("shopkeeper-events");
    }

    @Test
    void versionsStandInTheParentAlone() {
        modules.forEach((module, dependencies) -> assertThat(dependencies)
                .as(module)
                .allMatch(each -> each.version() == null || each.version().equals("${project.version}")));
    }

    @Test
    void nobodyUsesLombokOrJqwik() {
        modules.forEach((module, dependencies) -> assertThat(dependencies)
                .as(module)
                .noneMatch(
                        each -> each.group().contains("lombok") || each.group().contains("jqwik")));
    }

    private List<String> services() {
        return modules.keySet().stream()
                .filter(name -> name.equals("gateway") || name.endsWith("-service"))
                .toList();
    }

    private List<String> ours(String module) {
        return modules.getOrDefault(module, List.of()).stream()
                .filter(each -> each.group().equals("dev.shopkeeper"))
                .map(Dependency::artifact)
                .toList();
    }
}
