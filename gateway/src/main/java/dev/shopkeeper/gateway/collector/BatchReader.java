package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads a request body: one event, an array of events, or {@code {"events": [...]}}. A body that is no such thing is
 * refused as a whole; an event that is wrong is refused alone.
 */
final class BatchReader {

    private final int maxEvents;

    BatchReader(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** @throws ProblemException 400 if the body as a whole cannot be read */
    Batch read(byte[] body, TimeWindow window) {
        try (JsonParser parser = CollectorJson.parser(body)) {
            return read(parser, window);
        } catch (StreamReadException | StreamConstraintsException e) {
            throw CollectorJson.malformed(e);
        }
    }

    /** As above, from tokens. */
    Batch read(JsonParser parser, TimeWindow window) {
        Reading reading = new Reading(parser, window);
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refuse("empty-body", "The request has no body.");
        }
        if (first == JsonToken.START_ARRAY) {
            reading.array();
        } else if (first == JsonToken.START_OBJECT) {
            String name = parser.nextName();
            if ("events".equals(name)) {
                reading.wrapper();
            } else {
                reading.single(name);
            }
        } else {
            throw refuse(
                    "invalid-request",
                    "The body is " + first + ", and not an event, an array of events or {\"events\": […]}.");
        }
        if (parser.nextToken() != null) {
            throw refuse("malformed-json", "The body goes on after its first JSON value.");
        }
        return reading.done();
    }

    private static ProblemException refuse(String code, String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, code, detail, List.of(), null);
    }

    private final class Reading {

        private final JsonParser parser;
        private final List<BehaviourRecorded> accepted = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>(0);
        private final Set<String> ids = new HashSet<>();
        private final EventParser events;
        private int count;
        private int rejected;
        private int duplicates;

        Reading(JsonParser parser, TimeWindow window) {
            this.parser = parser;
            this.events = new EventParser(parser, window, refusals);
        }

        void single(@Nullable String firstName) {
            count = 1;
            take(events.readFrom(firstName));
        }

        void array() {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (count >= maxEvents) {
                    parser.skipChildren();
                } else {
                    take(events.read(count));
                }
                count++;
            }
        }

        void wrapper() {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw ProblemException.invalid("events", Values.shown(parser), "is no JSON array");
            }
            array();
            String name = parser.nextName();
            if (name != null) {
                parser.nextToken();
                throw ProblemException.invalid(
                        Values.shortened(name),
                        Values.shown(parser),
                        "events".equals(name) ? "is there twice" : "is no field of a batch");
            }
        }

        private void take(@Nullable BehaviourRecorded event) {
            if (event == null) {
                rejected++;
            } else if (ids.add(event.eventId())) {
                accepted.add(event);
            } else {
                duplicates++;
            }
        }

        Batch done() {
            if (count == 0) {
                throw refuse("empty-batch", "The batch has no events.");
            }
            if (count > maxEvents) {
                throw refuse("too-many-events", "The batch has " + count + " events, more than " + maxEvents + ".");
            }
            return new Batch(accepted, rejected, duplicates, refusals);
        }
    }
}
