package dev.shopkeeper.sample;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteController {

    enum Colour {
        RED,
        GREEN
    }

    record Line(String itemId, long quantity) {

        static Line read(Fields fields) {
            return new Line(fields.id("item_id"), fields.whole("quantity", 1, 10));
        }
    }

    record Note(
            String id,
            @Nullable Instant writtenAt,
            @Nullable Double share,
            @Nullable Money price,
            List<Line> lines) {

        static Note read(Fields fields) {
            return new Note(
                    fields.id("id"),
                    fields.timeOrNull("written_at"),
                    fields.numberOrNull("share", 0, 1),
                    fields.moneyOrNull("price"),
                    fields.list("lines", 0, 10, Line::read));
        }
    }

    record Erasure(@Nullable String reason) {

        static Erasure read(Fields fields) {
            return new Erasure(fields.textOrNull("reason", 100));
        }
    }

    private final JdbcClient jdbc;

    NoteController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping("/api/v1/notes")
    Note post(@FieldsBody Note note) {
        return note;
    }

    @PostMapping("/api/v1/notes/{id}/erasure")
    Map<String, String> erase(@PathVariable String id, @FieldsBody(required = false) @Nullable Erasure erasure) {
        return Map.of("id", id, "reason", erasure == null || erasure.reason() == null ? "none" : erasure.reason());
    }

    @GetMapping(path = "/api/v1/notes/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> get(@PathVariable String id) {
        return Map.of("id", id);
    }

    @GetMapping("/api/v1/notes")
    Map<String, Object> list(@RequestParam(defaultValue = "5") int limit, @RequestParam @Nullable Colour colour) {
        return Map.of("limit", limit);
    }

    @PostMapping("/admin/v1/notes/{id}")
    Map<String, Object> store(@PathVariable String id) {
        jdbc.sql("insert into note (id, text) values (?, 'x')").param(id).update();
        return Map.of(
                "stored",
                id,
                "count",
                jdbc.sql("select count(*) from note where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single());
    }

    @GetMapping("/admin/v1/broken")
    String broken() {
        throw new IllegalStateException("customer Li Wei lives at 7 West Lake Road");
    }

    @GetMapping("/admin/v1/conflict")
    String conflict() {
        throw ProblemException.conflict("wrong-state", "The note is closed.", "Open it first.");
    }

    @GetMapping("/admin/v1/secret")
    @PreAuthorize("hasRole('ADMIN')")
    Map<String, Object> secret() {
        return Map.of("ok", true);
    }
}
