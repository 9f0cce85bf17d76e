package dev.shopkeeper.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Entities stay behind the controllers: neither they nor what holds them is in a signature. */
final class EntityRules {

    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String CONTROLLER = "org.springframework.stereotype.Controller";

    private EntityRules() {}

    static ArchRule controllersShowNoEntity() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith(CONTROLLER)
                .or()
                .areDeclaredInClassesThat()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .and()
                .areNotPrivate()
                .should(showNoEntity())
                .because("what crosses is an event record or a REST body");
    }

    private static ArchCondition<JavaMethod> showNoEntity() {
        return new ArchCondition<>("have no entity in their signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Set<JavaClass> seen = new HashSet<>();
                signature(method)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .map(type -> entityIn(type, seen))
                        .flatMap(Optional::stream)
                        .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows the entity " + entity.getName())));
            }
        };
    }

    private static Stream<JavaType> signature(JavaMethod method) {
        return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream());
    }

    /** Looks through records and other bodies of our own, whose fields are what is sent. */
    private static Optional<JavaClass> entityIn(JavaClass type, Set<JavaClass> seen) {
        if (!type.getPackageName().startsWith("dev.shopkeeper") || !seen.add(type)) {
            return Optional.empty();
        }
        if (type.isAnnotatedWith(ENTITY)) {
            return Optional.of(type);
        }
        return type.getAllFields().stream()
                .map(JavaField::getType)
                .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                .map(field -> entityIn(field, seen))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
