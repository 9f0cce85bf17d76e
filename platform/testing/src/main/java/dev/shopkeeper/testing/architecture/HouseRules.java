package dev.shopkeeper.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * All rules of the house that class files can show, one test each. Every package is to be pure Java, without Spring, SQL,
 * HTTP, Kafka and JSON, unless the module names it. A module has the rules with
 *
 * {@snippet :
 * class ArchitectureTests {
 *     @TestFactory
 *     Stream<DynamicTest> keepsTheRulesOfTheHouse() {
 *         return HouseRules.of("dev.shopkeeper.pricing").impure("messaging", "quote").tests();
 *     }
 * }
 * }
 */
public final class HouseRules {

    /** The root package itself, among those that {@link #impure} names. */
    public static final String ROOT = "";

    private static final String PLATFORM = "dev.shopkeeper.";

    /** What a module may know of the platform; services and everything else not named here know the first six. */
    private static final Map<String, List<String>> MAY_KNOW = Map.of(
            "events", List.of(),
            "starter", List.of("events"),
            "learning", List.of("events", "starter"),
            "decision", List.of("events", "starter"),
            "readmodel", List.of("events", "starter"),
            "neural", List.of(),
            "testing", List.of("events"),
            "local", List.of("events"),
            "demo", List.of("events"),
            "benchmarks",
                    List.of(
                            "events",
                            "neural",
                            "testing",
                            "local",
                            "gateway",
                            "recommendation",
                            "inventory",
                            "pricing",
                            "membership",
                            "order",
                            "logistics",
                            "demo"));

    private final String root;
    private final JavaClasses product;
    private final JavaClasses tests;
    private final PureRules purity = new PureRules();

    HouseRules(String root, JavaClasses product, JavaClasses tests) {
        this.root = root;
        this.product = product;
        this.tests = tests;
    }

    /**
     * The rules for the classes below a package, {@code dev.shopkeeper.pricing}.
     *
     * @throws IllegalArgumentException if there are no classes, for then the rules would hold of nothing
     */
    public static HouseRules of(String root) {
        JavaClasses product = importing(root, new ImportOption.DoNotIncludeTests());
        if (product.isEmpty()) {
            throw new IllegalArgumentException("There are no classes in " + root + ". Maybe the package is misspelt?");
        }
        return new HouseRules(root, product, importing(root, new ImportOption.OnlyIncludeTests()));
    }

    private static JavaClasses importing(String root, ImportOption option) {
        return new ClassFileImporter()
                .withImportOption(option)
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPackages(root);
    }

    /**
     * Names the packages that are not pure Java, relative to the root, each for itself and not for those below it. One that
     * is not there, or that has become pure, fails. A class with {@code @SpringBootApplication} needs no naming.
     */
    public HouseRules impure(String... packages) {
        Arrays.stream(packages).map(this::full).forEach(purity::impure);
        return this;
    }

    /** Names those that build or read JSON trees, and are pure Java else. */
    public HouseRules knowingJson(String... packages) {
        Arrays.stream(packages).map(this::full).forEach(purity::knowingJson);
        return this;
    }

    private String full(String name) {
        return name.equals(ROOT) ? root : root + "." + name;
    }

    /** One test a rule, named by a plain sentence. */
    public Stream<DynamicTest> tests() {
        Map<String, Runnable> rules = new LinkedHashMap<>();
        add(rules, "knows no other service", DependencyRules.knowsOnly(root, allowed()));
        add(rules, "packages are features and not layers", ShapeRules.packagesAreFeatures());
        add(rules, "entities never leave the service", EntityRules.controllersShowNoEntity());
        add(rules, "fields are not injected", ShapeRules.noFieldInjection());
        add(rules, "names say what a class is", ShapeRules.namesSayWhatAClassIs());
        add(rules, "every package is null-marked", ShapeRules.packagesAreNullMarked());
        add(rules, "packages form no cycle", DependencyRules.noCycles());
        add(rules, "packages are pure Java unless named", purity.pureUnlessNamed());
        rules.put("packages named as not pure are not", () -> {
            List<String> untrue = purity.untrue(product);
            if (!untrue.isEmpty()) {
                throw new AssertionError(String.join(System.lineSeparator(), untrue));
            }
        });
        if (root.equals(PLATFORM + "starter")) {
            add(rules, "knows no word of the domain", DomainRules.noDomainWord());
            add(rules, "knows no single event", DomainRules.noSingleEvent());
        }
        rules.put(
                "test classes have names that are run",
                () -> ShapeRules.testsAreRun().check(tests));
        return rules.entrySet().stream().map(rule -> DynamicTest.dynamicTest(rule.getKey(), rule.getValue()::run));
    }

    private void add(Map<String, Runnable> rules, String name, ArchRule rule) {
        rules.put(name, () -> rule.allowEmptyShould(true).check(product));
    }

    private List<String> allowed() {
        String module =
                root.startsWith(PLATFORM) ? root.substring(PLATFORM.length()).replaceFirst("\\..*", "") : root;
        List<String> known = MAY_KNOW.getOrDefault(
                module, List.of("events", "starter", "learning", "decision", "readmodel", "neural"));
        return known.stream().map(name -> PLATFORM + name).toList();
    }
}
