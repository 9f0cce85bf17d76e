package dev.shopkeeper.starter.bulk;

import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;

/** Reads what is annotated with {@link FieldsBody} and {@link BulkBody}, from JSON that Spring has read. Thread-safe. */
final class BodyArguments implements HandlerMethodArgumentResolver {

    private static final MethodParameter JSON_BODY = new MethodParameter(jsonBody("body"), 0);
    private static final MethodParameter OPTIONAL_JSON_BODY = new MethodParameter(jsonBody("optionalBody"), 0);

    private final Supplier<HandlerMethodArgumentResolver> json;
    private final Clock clock;
    private final Map<BodyReader, Function<Fields, Object>> readers = new ConcurrentHashMap<>();

    /** @param json what reads a {@link RequestBody} */
    BodyArguments(Supplier<HandlerMethodArgumentResolver> json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return BodyReader.reads(parameter);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        BodyReader how = BodyReader.of(parameter);
        MethodParameter asked = how.required() ? JSON_BODY : OPTIONAL_JSON_BODY;
        JsonNode node = (JsonNode) json.get().resolveArgument(asked, container, request, binders);
        if (!how.required() && (node == null || node.isNull())) {
            return null;
        }
        Objects.requireNonNull(node, "body");
        Function<Fields, Object> reader = readers.computeIfAbsent(how, BodyReader::reader);
        Instant now = clock.instant();
        return how.list() == null ? Fields.body(node, now, reader) : Bulk.read(node, how.list(), now, reader);
    }

    @SuppressWarnings("unused") // its parameter stands for a body in Spring's own terms
    private static void body(@RequestBody JsonNode body) {}

    @SuppressWarnings("unused") // so does this one's
    private static void optionalBody(@RequestBody(required = false) JsonNode body) {}

    private static Method jsonBody(String name) {
        return Objects.requireNonNull(ReflectionUtils.findMethod(BodyArguments.class, name, JsonNode.class), name);
    }
}
