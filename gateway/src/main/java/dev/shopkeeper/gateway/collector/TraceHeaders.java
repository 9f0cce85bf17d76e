package dev.shopkeeper.gateway.collector;

import java.util.Map;

/** The W3C trace context of the request, as message headers; computed once for a batch. */
@FunctionalInterface
interface TraceHeaders {

    Map<String, byte[]> current();
}
