package dev.shopkeeper.testing.fuzz;

import dev.shopkeeper.testing.openapi.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The requests to one operation: one in four valid, the others each with the next mutation. Not thread-safe. */
final class Campaign {

    /** Those with many faces get more turns. */
    private static final List<String> TWICE =
            List.of("nasty number", "nasty text", "wrong type", "missing field", "nasty path", "nasty query value");

    private final Operation operation;
    private final RequestFactory requests;
    private final Map<String, UnaryOperator<FuzzRequest>> mutations;
    private final List<String> turns;
    private int made;
    private int mutated;

    Campaign(Operation operation, RequestFactory requests, Mutator mutator, Random random) {
        this.operation = operation;
        this.requests = requests;
        this.mutations = mutator.of(operation);
        this.turns = new ArrayList<>(mutations.keySet());
        turns.addAll(TWICE.stream().filter(mutations::containsKey).toList());
        Collections.shuffle(turns, random);
    }

    Operation operation() {
        return operation;
    }

    RequestFactory requests() {
        return requests;
    }

    FuzzRequest next() {
        FuzzRequest valid = requests.valid(operation);
        if (made++ % 4 == 0 || turns.isEmpty()) {
            return valid;
        }
        String name = turns.get(mutated++ % turns.size());
        if (name.equals("oversized body")) {
            turns.remove(name);
        }
        return mutations.getOrDefault(name, UnaryOperator.identity()).apply(valid);
    }
}
