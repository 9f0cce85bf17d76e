package dev.shopkeeper.gateway.collector;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes behaviour events in Shopkeeper's own form and in those of Segment and Snowplow. */
@RestController
class CollectorController implements CollectorApi {

    private final Collector collector;
    private final ItemIdLimit itemIds;
    private final RequestBodies bodies;
    private final BatchReader reader;
    private final AdaptedReader segment;
    private final AdaptedReader snowplow;
    private final CollectorProperties properties;
    private final Clock clock;

    CollectorController(Collector collector, ItemIdLimit itemIds, CollectorProperties properties, Clock clock) {
        this.collector = collector;
        this.itemIds = itemIds;
        this.bodies = new RequestBodies(properties);
        this.reader = new BatchReader(properties.maxEvents());
        this.segment = new AdaptedReader(new SegmentAdapter(), properties.maxEvents());
        this.snowplow = new AdaptedReader(new SnowplowAdapter(), properties.maxEvents());
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    @PostMapping(
            path = "/api/v1/events",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> collect(HttpServletRequest request) throws IOException {
        return take(request, reader::read);
    }

    @Override
    @PostMapping(
            path = "/api/v1/events/segment",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> collectSegment(HttpServletRequest request) throws IOException {
        return take(request, segment::read);
    }

    @Override
    @PostMapping(
            path = "/api/v1/events/snowplow",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> collectSnowplow(HttpServletRequest request) throws IOException {
        return take(request, snowplow::read);
    }

    private ResponseEntity<Object> take(HttpServletRequest request, BiFunction<byte[], TimeWindow, Batch> read)
            throws IOException {
        byte[] body = bodies.read(
                request.getInputStream(),
                request.getContentLengthLong(),
                request.getHeader(HttpHeaders.CONTENT_ENCODING));
        Batch batch = read.apply(body, window(request));
        if (batch.accepted().isEmpty()) {
            throw new AllRejectedException(batch.refusals());
        }
        if (!request.isUserInRole("OPERATOR")) {
            itemIds.take(request.getRemoteUser(), batch.accepted());
        }
        collector.store(batch, body.length);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(batch.answer());
    }

    private TimeWindow window(HttpServletRequest request) {
        Instant now = clock.instant();
        return request.isUserInRole("OPERATOR")
                ? TimeWindow.anyPastAt(now, properties.maxAhead())
                : TimeWindow.at(now, properties.maxAhead(), properties.maxBehind());
    }
}
