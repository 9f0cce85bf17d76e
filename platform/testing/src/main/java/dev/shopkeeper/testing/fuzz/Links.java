package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import dev.shopkeeper.testing.openapi.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which operations lead to the things that others are about, as far as the document tells: {@code GET /orders} lists what
 * {@code POST /orders/{id}/ship} is about, and what answers with the schema of {@code GET /jobs/{id}} makes a job.
 */
final class Links {

    private final List<Operation> operations;
    private final OpenApiDocument document;
    private final Map<String, String> kindOfCollection = new HashMap<>();

    Links(OpenApiDocument document) {
        this.document = document;
        this.operations = document.operations();
        for (Operation operation : operations) {
            if (isShow(operation)) {
                references(operation).forEach(kind -> kindOfCollection.put(collection(operation.path()), kind));
            }
        }
    }

    /** {@code /orders} of {@code /orders/{id}/lines/{line}}, empty for a path without variables. */
    static String collection(String path) {
        int variable = path.indexOf("/{");
        return variable < 0 ? "" : path.substring(0, variable);
    }

    /**
     * What lists the things that an operation is about: {@code GET /coupons}, and else what ends like it, {@code GET
     * /members/{id}/coupons}.
     */
    Optional<Operation> lister(Operation operation) {
        String collection = collection(operation.path());
        String last = collection.substring(collection.lastIndexOf('/') + 1);
        return operations.stream()
                .filter(each -> each.method().equals("GET") && !collection.isEmpty())
                .filter(each -> each.path().equals(collection)
                        || each.path().endsWith("}/" + last) && each.path().startsWith(root(collection)))
                .min(Comparator.comparing(each -> !each.path().equals(collection)));
    }

    /** {@code /admin/} of {@code /admin/v1/orders}: what is for one kind of clients. */
    private static String root(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? "/" : path.substring(0, second + 1);
    }

    /** What shows the one thing that an operation is about. */
    Optional<Operation> shower(Operation operation) {
        String collection = collection(operation.path());
        return operations.stream()
                .filter(Links::isShow)
                .filter(each -> collection(each.path()).equals(collection))
                .findFirst();
    }

    /** What answers with one of the things that an operation is about, and so may have made it. */
    List<Operation> makers(Operation operation) {
        String kind = kindOfCollection.getOrDefault(collection(operation.path()), "");
        return operations.stream()
                .filter(each -> each.method().equals("POST") && !kind.isEmpty())
                .filter(each -> !collection(each.path()).equals(collection(operation.path())))
                .filter(each -> references(each).contains(kind))
                .toList();
    }

    /** The collections that hold things like those that an operation answers with, one or a list of them. */
    List<String> collectionsOfAnswer(Operation operation) {
        List<String> kinds = new ArrayList<>(references(operation));
        for (JsonNode schema : operation.successSchemas()) {
            for (JsonNode property : document.resolve(schema).path("properties")) {
                kinds.add(property.path("items").path("$ref").asString(""));
            }
        }
        return kindOfCollection.entrySet().stream()
                .filter(collection -> kinds.contains(collection.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** How many operations change or end one of a collection's things, which then may be lost to the others. */
    int changers(String collection) {
        return (int) operations.stream()
                .filter(each -> collection(each.path()).equals(collection))
                .filter(each -> each.method().equals("DELETE") || each.method().equals("POST"))
                .count();
    }

    /** The parameter by which a lister shows only things in one state, of those that the document names. */
    Optional<Parameter> stateParameter(Operation lister) {
        return lister.parametersIn("query").stream()
                .filter(each -> !states(each).isEmpty())
                .findFirst();
    }

    /** The values that a parameter may have, if the document names them. */
    List<String> states(Parameter parameter) {
        List<String> states = new ArrayList<>();
        document.resolve(parameter.schema()).path("enum").forEach(each -> states.add(each.asString("")));
        return states;
    }

    /**
     * What a thing has to stand for a variable of a path: the field of the variable's name, what the thing is called by its
     * collection ({@code order_id} in {@code /orders}), or the first field that ends like an identifier or a name.
     */
    static Optional<String> identifier(JsonNode thing, String path, String variable) {
        for (String name : List.of(variable, snakeCase(variable), called(collection(path)))) {
            if (thing.path(name).isValueNode() && !thing.path(name).isNull()) {
                return Optional.of(thing.path(name).asString(""));
            }
        }
        return thing.properties().stream()
                .filter(field ->
                        field.getKey().endsWith("_id") || field.getKey().equals("name"))
                .filter(field -> field.getValue().isString())
                .map(field -> field.getValue().asString())
                .findFirst();
    }

    /** {@code order_id} of {@code /admin/orders}: how things of a collection are called elsewhere. */
    static String called(String collection) {
        String last = collection.substring(collection.lastIndexOf('/') + 1).replace('-', '_');
        return last.replaceFirst("ies$", "y").replaceFirst("s$", "") + "_id";
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static boolean isShow(Operation operation) {
        String path = operation.path();
        return operation.method().equals("GET") && path.endsWith("}") && path.indexOf("/{") == path.lastIndexOf("/{");
    }

    private static List<String> references(Operation operation) {
        return operation.successSchemas().stream()
                .map(schema -> schema.path("$ref").asString(""))
                .filter(reference -> !reference.isEmpty())
                .toList();
    }
}
