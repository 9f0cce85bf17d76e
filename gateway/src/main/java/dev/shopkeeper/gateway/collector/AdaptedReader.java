package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Reads a request in another tool's form through its {@link Adapter}. */
final class AdaptedReader {

    private final Adapter adapter;
    private final int maxEvents;

    AdaptedReader(Adapter adapter, int maxEvents) {
        this.adapter = adapter;
        this.maxEvents = maxEvents;
    }

    Batch read(byte[] body, TimeWindow window) {
        List<JsonNode> entries = adapter.entries(CollectorJson.tree(body));
        if (entries.isEmpty()) {
            throw refuse("empty-batch", "The batch has no events.");
        }
        if (entries.size() > maxEvents) {
            throw refuse(
                    "too-many-events", "The batch has " + entries.size() + " events, more than " + maxEvents + ".");
        }
        List<BehaviourRecorded> accepted = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int rejected = 0;
        int duplicates = 0;
        for (int i = 0; i < entries.size(); i++) {
            BehaviourRecorded event = null;
            try {
                List<Refusal> found = new ArrayList<>(0);
                try (JsonParser tokens = CollectorJson.tokens(adapter.adapt(entries.get(i)))) {
                    tokens.nextToken();
                    event = new EventParser(tokens, window, found).read(i);
                }
                for (Refusal refusal : found) {
                    refusals.add(
                            new Refusal(i, adapter.sourceName(refusal.name()), refusal.value(), refusal.message()));
                }
            } catch (UnmappableException e) {
                refusals.add(e.at(i));
            }
            if (event == null) {
                rejected++;
            } else if (ids.add(event.eventId())) {
                accepted.add(event);
            } else {
                duplicates++;
            }
        }
        return new Batch(accepted, rejected, duplicates, refusals);
    }

    private static ProblemException refuse(String code, String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, code, detail, List.of(), null);
    }
}
