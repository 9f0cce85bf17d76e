package dev.shopkeeper.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule finds the fault that is planted for it, and only that. */
class HouseRulesTests {

    private static final String PLANTED = "dev.shopkeeper.planted";

    private final JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void findsKnowledgeOfAnotherModule() {
        finds(
                DependencyRules.knowsOnly("dev.shopkeeper.planted", List.of("dev.shopkeeper.events")),
                "PlantedAlgorithm",
                "TestTokens");
    }

    @Nested
    class PureJava {

        private final PureRules rules = new PureRules();

        @Test
        void isAskedOfEveryPackageThatIsNotNamed() {
            // given
            rules.impure(PLANTED);

            // then
            finds(rules.pureUnlessNamed(), "PlantedAlgorithm", "StringUtils");
        }

        @Test
        void isNotAskedOfThoseThatAreNamedNorOfThoseBelowThem() {
            // given
            rules.impure(PLANTED);
            rules.impure(PLANTED + ".tour");

            // then
            assertThatNoException().isThrownBy(() -> rules.pureUnlessNamed().check(planted));
            assertThat(rules.untrue(planted)).isEmpty();
        }

        @Test
        void findsAnAnnotation() {
            // given
            rules.impure(PLANTED + ".tour");

            // then
            assertThatThrownBy(() -> rules.pureUnlessNamed().check(planted))
                    .hasMessageContaining("PlantedController")
                    .hasMessageContaining("org.springframework.stereotype.Controller")
                    .hasMessageNotContaining("jspecify");
        }

        @Test
        void findsWhatKnowsSomethingThatIsNotPure() {
            // given
            rules.impure(PLANTED);
            rules.impure(PLANTED + ".tour");
            rules.impure(PLANTED + ".ring");

            // then
            finds(rules.pureUnlessNamed(), "PlantedNode", "PlantedRing");
        }

        @Test
        void letsJsonIntoAPackageNamedForItAndNothingElse() {
            // given
            rules.impure(PLANTED);
            rules.knowingJson(PLANTED + ".tour");

            // then
            finds(rules.pureUnlessNamed(), "PlantedAlgorithm", "StringUtils");
        }

        @Test
        void isNoticedWhereItIsDenied() {
            // given
            rules.impure(PLANTED);
            rules.impure(PLANTED + ".service");
            rules.knowingJson(PLANTED + ".tour");

            // then
            assertThat(rules.untrue(planted))
                    .hasSize(2)
                    .anyMatch(fault -> fault.contains(PLANTED + ".service is named") && fault.contains("pure by now"))
                    .anyMatch(fault -> fault.contains(PLANTED + ".tour is named") && fault.contains("pure by now"));
        }

        @Test
        void isNotDeniedOfAPackageThatIsNotThere() {
            // given
            rules.impure(PLANTED + ".nowhere");

            // then
            assertThat(rules.untrue(planted))
                    .singleElement()
                    .asString()
                    .contains(PLANTED + ".nowhere", "no such package");
        }
    }

    @Test
    void findsACycleBetweenAPackageAndOneBelowIt() {
        finds(DependencyRules.noCycles(), "dev.shopkeeper.planted.ring", "dev.shopkeeper.planted.ring.node");
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
