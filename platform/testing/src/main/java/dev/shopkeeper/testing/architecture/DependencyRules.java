package dev.shopkeeper.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** Who may know whom. */
final class DependencyRules {

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
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

    /** Packages form no cycles, also with those below them: each can be understood, and taken out, after what it knows. */
    static ArchRule noCycles() {
        return SlicesRuleDefinition.slices()
                .assignedFrom(EACH_PACKAGE)
                .should()
                .beFreeOfCycles()
                .because("what knows each other is one thing, cut at the wrong place");
    }

    private static boolean within(String root, JavaClass type) {
        return within(root, type.getBaseComponentType().getPackageName());
    }

    static boolean within(String root, String name) {
        return name.equals(root) || name.startsWith(root + ".");
    }
}
