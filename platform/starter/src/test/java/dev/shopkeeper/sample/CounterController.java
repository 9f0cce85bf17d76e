package dev.shopkeeper.sample;

import dev.shopkeeper.starter.problem.ProblemException;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Every POST counts, unless it is asked to fail. */
@RestController
class CounterController {

    private final JdbcClient jdbc;

    CounterController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    @PostMapping("/admin/v1/counters/{name}")
    Map<String, Object> count(@PathVariable String name, @RequestBody Map<String, Object> body) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into note (id, text) values (?, ?)").params(id, name).update();
        if (body.containsKey("fail")) {
            throw ProblemException.conflict("asked-to-fail", "As asked.", null);
        }
        return Map.of("id", id);
    }
}
