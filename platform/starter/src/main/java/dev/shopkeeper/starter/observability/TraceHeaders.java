package dev.shopkeeper.starter.observability;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of this thread as headers, to be stored with work that is done later. */
public final class TraceHeaders {

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    public TraceHeaders(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** {@code traceparent}, {@code tracestate} and the correlation id, as far as there are any. */
    public Map<String, String> current() {
        Map<String, String> headers = new HashMap<>();
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span != null && propagator != null) {
            propagator.inject(span.context(), headers, (carrier, name, value) -> headers.put(name, value));
        }
        String correlation = Correlation.current();
        if (correlation != null) {
            headers.put(Correlation.KAFKA_HEADER, correlation);
        }
        return headers;
    }
}
