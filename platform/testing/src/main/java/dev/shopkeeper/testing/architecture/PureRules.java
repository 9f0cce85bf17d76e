package dev.shopkeeper.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every package is pure Java unless it is named, and those that are named need it. Annotations count like any other
 * knowledge: JSpecify's are no framework's and go anywhere, Spring's do not.
 */
final class PureRules {

    private static final List<String> JSON = List.of("tools.jackson", "com.fasterxml.jackson");

    private static final List<String> FRAMEWORKS = List.of(
            "org.springframework",
            "jakarta",
            "org.hibernate",
            "java.sql",
            "javax.sql",
            "org.postgresql",
            "java.net.http",
            "com.sun.net.httpserver",
            "org.apache.kafka");

    private static final String APPLICATION = "org.springframework.boot.autoconfigure.SpringBootApplication";

    private final Set<String> impure = new TreeSet<>();
    private final Set<String> knowingJson = new TreeSet<>();

    /** Full names of packages, each of which stands for itself and not for those below it. */
    void impure(String name) {
        impure.add(name);
    }

    void knowingJson(String name) {
        knowingJson.add(name);
    }

    ArchRule pureUnlessNamed() {
        return classes()
                .that(describe(
                        "live in none of the packages " + impure,
                        type -> !impure.contains(type.getPackageName()) && !type.isAnnotatedWith(APPLICATION)))
                .should(bePure())
                .because(
                        "what is pure Java is tested, benched and fuzzed without a context; name a package as not pure "
                                + "where it stands at the edge");
    }

    /** The named packages that are not there, or that have become purer than they are called; empty if all is true. */
    List<String> untrue(JavaClasses product) {
        Map<String, Boolean> needed = new TreeMap<>();
        for (JavaClass type : product) {
            String name = type.getPackageName();
            if (impure.contains(name)) {
                needed.merge(
                        name,
                        !type.isAnnotatedWith(APPLICATION)
                                && impurities(type).findAny().isPresent(),
                        Boolean::logicalOr);
            } else if (knowingJson.contains(name)) {
                needed.merge(name, knows(type, JSON).findAny().isPresent(), Boolean::logicalOr);
            }
        }
        List<String> faults = new ArrayList<>();
        Stream.concat(impure.stream(), knowingJson.stream()).forEach(name -> {
            if (!needed.containsKey(name)) {
                faults.add(name + " is named as not pure, and there is no such package. Maybe it was renamed?");
            } else if (!needed.get(name)) {
                faults.add(name + " is named as not pure, and it is pure by now. Take it off the list.");
            }
        });
        return faults;
    }

    private ArchCondition<JavaClass> bePure() {
        return new ArchCondition<>("be pure Java and know only what is") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                impurities(type)
                        .forEach(found -> events.add(SimpleConditionEvent.violated(type, found.getDescription())));
            }
        };
    }

    private Stream<Dependency> impurities(JavaClass type) {
        Stream<Dependency> frameworks = knows(type, FRAMEWORKS);
        Stream<Dependency> json = knowingJson.contains(type.getPackageName()) ? Stream.empty() : knows(type, JSON);
        Stream<Dependency> edges = type.getDirectDependenciesFromSelf().stream().filter(each -> {
            String target = packageOf(each);
            return impure.contains(target) && !target.equals(type.getPackageName());
        });
        return Stream.of(frameworks, json, edges).flatMap(each -> each);
    }

    private static Stream<Dependency> knows(JavaClass type, List<String> roots) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(each -> roots.stream().anyMatch(root -> DependencyRules.within(root, packageOf(each))));
    }

    private static String packageOf(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }
}
