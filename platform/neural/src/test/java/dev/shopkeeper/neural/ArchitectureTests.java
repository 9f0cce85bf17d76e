package dev.shopkeeper.neural;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shopkeeper.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTests {

    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return HouseRules.of("dev.shopkeeper.neural").tests();
    }

    @Test
    void whatServesKnowsNothingThatLoadsANativeLibrary() {
        classes()
                .that()
                .haveSimpleNameStartingWith("LstmNetwork")
                .or()
                .haveSimpleName("LstmLayerWeights")
                .or()
                .haveSimpleName("DenseWeights")
                .or()
                .haveSimpleName("SmoothFunctions")
                .or()
                .haveSimpleName("WeightedRows")
                .or()
                .haveSimpleName("NextItemNetwork")
                .or()
                .haveSimpleNameStartingWith("MetAgain")
                .or()
                .haveSimpleName("ItemSequence")
                .or()
                .haveSimpleName("ItemVectors")
                .or()
                .haveSimpleName("EventInputs")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.shopkeeper.neural..", "java..", "org.jspecify..")
                .andShould()
                .onlyDependOnClassesThat()
                .haveNameNotMatching(
                        "dev\\.shopkeeper\\.neural\\.(Accelerated|LstmAccelerator|LstmTraining|NativeFloats|nextitem\\."
                                + "(NextItem(Graph|Training|Batch)|CandidateSoftmax|Function|GivenLoss|Values|\\w+Function)).*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.shopkeeper.neural"));
    }
}
