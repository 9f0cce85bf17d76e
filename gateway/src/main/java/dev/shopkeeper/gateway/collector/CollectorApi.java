package dev.shopkeeper.gateway.collector;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;

/** What the API document says about the collector. */
@Tag(name = "Events", description = "Behaviour of visitors, as it happens or as history")
interface CollectorApi {

    @Operation(
            operationId = "collectEvents",
            summary = "Send behaviour events",
            description = """
                    One event, an array of events, or `{"events": [...]}`; at most 500. The answer comes when every \
                    accepted event is safe. Idempotent by `event_id`: the same events may be sent again at any time.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(ref = "#/components/schemas/EventsRequest"))))
    @ApiResponse(
            responseCode = "202",
            description = "Every accepted event is stored",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EventsAnswer.class)))
    ResponseEntity<Object> collect(HttpServletRequest request) throws IOException;

    @Operation(
            operationId = "collectSegmentEvents",
            summary = "Send Segment track calls",
            description = "One `track` call of Segment's e-commerce specification, or `{\"batch\": [...]}` of them.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
    @ApiResponse(
            responseCode = "202",
            description = "Every accepted event is stored",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EventsAnswer.class)))
    ResponseEntity<Object> collectSegment(HttpServletRequest request) throws IOException;

    @Operation(
            operationId = "collectSnowplowEvents",
            summary = "Send Snowplow e-commerce events",
            description = "A `payload_data` envelope of self-describing `snowplow_ecommerce_action` events.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
    @ApiResponse(
            responseCode = "202",
            description = "Every accepted event is stored",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EventsAnswer.class)))
    ResponseEntity<Object> collectSnowplow(HttpServletRequest request) throws IOException;
}
