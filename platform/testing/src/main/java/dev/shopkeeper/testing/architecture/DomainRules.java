package dev.shopkeeper.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.shopkeeper.events.ShopEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The starter serves any application: it knows events, but none in particular. */
final class DomainRules {

    private static final Set<String> WORDS = Set.of(
            "item",
            "items",
            "sku",
            "product",
            "products",
            "catalogue",
            "cart",
            "basket",
            "price",
            "prices",
            "pricing",
            "coupon",
            "promotion",
            "customer",
            "member",
            "members",
            "membership",
            "tier",
            "stock",
            "inventory",
            "warehouse",
            "shipment",
            "logistics",
            "recommendation",
            "recommendations",
            "refund",
            "merchant");

    private DomainRules() {}

    static ArchRule noDomainWord() {
        return classes()
                .should(ShapeRules.satisfy(
                        "be named without a word of the domain",
                        type -> words(type).noneMatch(WORDS::contains)));
    }

    static ArchRule noSingleEvent() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are a particular event",
                        type -> type.isAssignableTo(ShopEvent.class) && !type.isEquivalentTo(ShopEvent.class)));
    }

    private static Stream<String> words(JavaClass type) {
        return Arrays.stream(type.getName().split("[.$]|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
