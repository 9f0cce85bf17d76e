package dev.shopkeeper.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteController {

    enum Colour {
        RED,
        GREEN
    }

    record Line(@NotBlank String itemId, @Max(10) int quantity) {}

    record Note(
            @NotBlank @Size(max = 128) String id,
            @Nullable Instant writtenAt,
            @Nullable Colour colour,
            @Nullable BigDecimal weight,
            @Nullable Double share,
            @Nullable Money price,
            @JsonProperty("lines") @Nullable List<@Valid Line> lines) {}

    private final JdbcClient jdbc;

    NoteController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping("/api/v1/notes")
    Note post(@Valid @RequestBody Note note) {
        return note;
    }

    @GetMapping(path = "/api/v1/notes/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> get(@PathVariable String id) {
        return Map.of("id", id);
    }

    @GetMapping("/api/v1/notes")
    Map<String, Object> list(
            @RequestParam(defaultValue = "5") @Max(200) int limit, @RequestParam @Nullable Colour colour) {
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
