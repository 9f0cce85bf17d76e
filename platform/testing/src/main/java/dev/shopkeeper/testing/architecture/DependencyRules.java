package dev.shopkeeper.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Who may know whom. */
final class DependencyRules {

    private static final String[] NOT_PURE = {
        "org.springframework..",
        "jakarta..",
        "org.hibernate..",
        "java.sql..",
        "javax.sql..",
        "java.net.http..",
        "org.apache.kafka..",
        "tools.jackson..",
        "com.fasterxml.jackson.."
    };

    private DependencyRules() {}

    static ArchRule knowsOnly(String root, List<String> allowed) {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "belong to Shopkeeper and are neither below " + root + " nor below one of " + allowed,
                        type -> within("dev.shopkeeper", type)
                                && !within(root, type)
                                && allowed.stream().noneMatch(each -> within(each, type))))
                .because("a service knows the platform and no other service");
    }

    static ArchRule pureJava(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NOT_PURE)
                .because("algorithms are tested, benched and fuzzed without a context");
    }

    private static boolean within(String root, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(root) || name.startsWith(root + ".");
    }
}
