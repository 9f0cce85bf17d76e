package dev.shopkeeper.starter.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the bytes of a servlet response. */
final class ProblemBytes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemBytes() {}

    /** Does nothing once the response is on its way. */
    static void write(HttpServletResponse response, ProblemAnswer answer, @Nullable String path) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(answer.status().value());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = JSON.writeValueAsBytes(Problems.body(answer, path));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
