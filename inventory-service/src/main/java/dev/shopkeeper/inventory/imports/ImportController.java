package dev.shopkeeper.inventory.imports;

import dev.shopkeeper.inventory.imports.run.LineError;
import dev.shopkeeper.inventory.input.Cursors;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP. */
@RestController
@RequestMapping("/admin/v1/imports")
class ImportController {

    private static final int FILENAME_LENGTH = 255;
    private static final String EXAMPLE_KIND = "stock-movements-csv";
    private static final String EXAMPLE = """
            movement_id,item_id,location_id,reason,quantity
            example-1,tea-1,main,received,5
            """;

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    @PostMapping
    @Operation(
            summary = "Import a file",
            description = "The body is the file itself, plain, gzip or zip, of any size; it is stored as it streams and"
                    + " worked through by a job. Poll the answer's id.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary", examples = EXAMPLE))))
    @ApiResponse(responseCode = "202", description = "The file is stored and the job begins")
    ResponseEntity<ImportView> start(
            @RequestParam @Schema(description = "What is in the file.", examples = EXAMPLE_KIND) String kind,
            @RequestParam(required = false) @Nullable String filename,
            @RequestParam(required = false) @Nullable String charset,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String language,
            HttpServletRequest request)
            throws IOException {
        refuseForms(request);
        Map<String, String> declared = new TreeMap<>();
        put(declared, "charset", charset);
        put(declared, "zone", zone);
        put(declared, "currency", currency);
        put(declared, "language", language);
        ImportView started = imports.start(kind, checked(filename), declared, request.getInputStream());
        return ResponseEntity.accepted()
                .location(URI.create("/admin/v1/imports/" + started.id()))
                .body(started);
    }

    @GetMapping
    Page<ImportView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursors.limit(limit);
        List<String> parts = Cursors.decode(cursor, 2);
        try {
            List<ImportView> found = parts == null
                    ? imports.list(null, null, size + 1)
                    : imports.list(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)), size + 1);
            List<ImportView> shown = found.subList(0, Math.min(size, found.size()));
            return new Page<>(
                    shown,
                    found.size() > size
                            ? Cursors.encode(
                                    shown.getLast().createdAt().toString(),
                                    shown.getLast().id().toString())
                            : null);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", cursor, "is not a cursor of this listing");
        }
    }

    @GetMapping("/{id}")
    ImportView get(@PathVariable UUID id) {
        return imports.get(id);
    }

    @GetMapping("/{id}/errors")
    Page<LineError> errors(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursors.limit(limit);
        List<String> parts = Cursors.decode(cursor, 1);
        long from;
        try {
            from = parts == null ? 0 : Long.parseLong(parts.getFirst());
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", cursor, "is not a cursor of this listing");
        }
        List<LineError> found = imports.errors(id, from, size + 1);
        List<LineError> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown,
                found.size() > size
                        ? Cursors.encode(Long.toString(found.getLast().ordinal()))
                        : null);
    }

    @PostMapping("/{id}/cancel")
    ImportView cancel(@PathVariable UUID id) {
        return imports.cancel(id);
    }

    /** A form would be taken apart by the server before anybody could read it as a file. */
    private static void refuseForms(HttpServletRequest request) {
        String type = request.getContentType();
        String plain = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (plain.startsWith("application/x-www-form-urlencoded") || plain.startsWith("multipart/")) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "The body must be the file itself, not a form.",
                    List.of(),
                    "Send it with Content-Type: application/octet-stream, with curl -T FILE -X POST.");
        }
    }

    private static String checked(@Nullable String filename) {
        if (filename == null || filename.isBlank()) {
            return "upload";
        }
        if (filename.length() > FILENAME_LENGTH || filename.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    "filename",
                    Fields.shortened(filename),
                    "must be at most " + FILENAME_LENGTH + " characters without control characters");
        }
        return filename;
    }

    private static void put(Map<String, String> declared, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            declared.put(name, value.strip());
        }
    }
}
