package dev.shopkeeper.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Each rule finds the fault that is planted for it, and only that. */
class HouseRulesTests {

    private final JavaClasses planted = new ClassFileImporter().importPackages("dev.shopkeeper.planted");

    @Test
    void findsKnowledgeOfAnotherModule() {
        finds(
                DependencyRules.knowsOnly("dev.shopkeeper.planted", List.of("dev.shopkeeper.events")),
                "PlantedAlgorithm",
                "TestTokens");
    }

    @Test
    void findsAnAlgorithmThatNeedsSpring() {
        finds(DependencyRules.pureJava("dev.shopkeeper.planted.tour.."), "PlantedAlgorithm", "StringUtils");
    }

    @Test
    void findsALayer() {
        finds(ShapeRules.packagesAreFeatures(), "PlantedLayer");
    }

    @Test
    void findsAnEntityDeepInsideABody() {
        finds(EntityRules.controllersShowNoEntity(), "PlantedController.shows()", "PlantedEntity");
    }

    @Test
    void findsAnInjectedField() {
        finds(ShapeRules.noFieldInjection(), "PlantedManager.injected");
    }

    @Test
    void findsANameThatSaysNothing() {
        finds(ShapeRules.namesSayWhatAClassIs(), "PlantedManager");
    }

    @Test
    void findsAPackageThatIsNotNullMarked() {
        assertThatThrownBy(() -> ShapeRules.packagesAreNullMarked().check(planted))
                .hasMessageContaining("PlantedLayer")
                .hasMessageContaining("PlantedAlgorithm")
                .hasMessageNotContaining("PlantedManager");
    }

    @Test
    void findsATestThatIsNeverRun() {
        finds(ShapeRules.testsAreRun(), "PlantedSpec");
    }

    @Test
    void findsAWordOfTheDomain() {
        finds(DomainRules.noDomainWord(), "PlantedProductCache");
    }

    @Test
    void findsKnowledgeOfASingleEvent() {
        finds(DomainRules.noSingleEvent(), "PlantedProductCache", "ItemWithdrawn");
    }

    @Test
    void refusesAPackageThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HouseRules.of("dev.shopkeeper.nowhere"))
                .withMessageContaining("dev.shopkeeper.nowhere");
    }

    @Test
    void asksMoreOfTheStarterThanOfAService() {
        assertThat(names("dev.shopkeeper.starter")).contains("knows no word of the domain");
        assertThat(names("dev.shopkeeper.pricing"))
                .contains("knows no other service", "test classes have names that are run")
                .doesNotContain("knows no word of the domain");
    }

    private List<String> names(String root) {
        return new HouseRules(root, planted, planted)
                .tests()
                .map(DynamicTest::getDisplayName)
                .toList();
    }

    private void finds(ArchRule rule, String... parts) {
        assertThatThrownBy(() -> rule.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("(1 times)")
                .hasMessageContainingAll(parts);
    }
}
