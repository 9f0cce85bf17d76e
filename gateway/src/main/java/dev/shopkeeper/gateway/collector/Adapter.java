package dev.shopkeeper.gateway.collector;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the events of another tool into the collector's own form, which is then checked like any other. */
interface Adapter {

    /**
     * The entries of a request body.
     *
     * @throws dev.shopkeeper.starter.problem.ProblemException 400 if the body has another shape
     */
    List<JsonNode> entries(JsonNode body);

    /** @throws UnmappableException if the entry has no counterpart here */
    ObjectNode adapt(JsonNode entry) throws UnmappableException;

    /** What the sender calls this field of ours, so that errors speak his language. */
    String sourceName(String name);
}
