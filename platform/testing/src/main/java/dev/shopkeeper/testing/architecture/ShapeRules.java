package dev.shopkeeper.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.platform.commons.annotation.Testable;

/** How classes, packages and tests are named and built. */
final class ShapeRules {

    private static final Set<String> LAYERS = Set.of(
            "controller",
            "controllers",
            "service",
            "services",
            "repository",
            "repositories",
            "entity",
            "entities",
            "dto",
            "dtos",
            "util",
            "utils",
            "helper",
            "helpers",
            "impl",
            "common",
            "misc");

    private static final Set<String> INJECTIONS = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource",
            "jakarta.persistence.PersistenceContext");

    private ShapeRules() {}

    static ArchRule packagesAreFeatures() {
        return noClasses().should(haveAPackageSegmentOf(LAYERS)).because("packages are features, not layers");
    }

    static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith(DescribedPredicate.describe(
                        "an injection",
                        annotation ->
                                INJECTIONS.contains(annotation.getRawType().getName())))
                .because("constructors take what a class needs");
    }

    static ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Base|Manager|Helper|Helpers|Util|Utils)")
                .because("such a name says nothing");
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .should(satisfy(
                        "reside in a package whose package-info is @NullMarked",
                        type -> type.getPackage()
                                .tryGetAnnotationOfType(NullMarked.class)
                                .isPresent()));
    }

    static ArchRule testsAreRun() {
        return classes()
                .that(DescribedPredicate.describe("have tests", ShapeRules::hasTests))
                .should(satisfy("be within a class that ends in Tests or IT, or be abstract", ShapeRules::isRun))
                .allowEmptyShould(true)
                .because("Surefire and Failsafe silently skip other names");
    }

    private static boolean hasTests(JavaClass type) {
        return type.getMethods().stream().anyMatch(ShapeRules::isTest);
    }

    private static boolean isTest(JavaMethod method) {
        return ((CanBeAnnotated) method).isMetaAnnotatedWith(Testable.class)
                || method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isMetaAnnotatedWith(Testable.class));
    }

    private static boolean isRun(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        String name = outermost.getSimpleName();
        return name.endsWith("Tests")
                || name.endsWith("IT")
                || type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static ArchCondition<JavaClass> haveAPackageSegmentOf(Set<String> segments) {
        return satisfy("have a package named by a layer, one of " + segments, type -> {
            List<String> names = Arrays.asList(type.getPackageName().split("\\."));
            return names.stream().anyMatch(segments::contains);
        });
    }

    static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = predicate.test(type);
                String message = type.getName() + (satisfied ? " does " : " does not ") + description;
                events.add(new SimpleConditionEvent(type, satisfied, message));
            }
        };
    }
}
