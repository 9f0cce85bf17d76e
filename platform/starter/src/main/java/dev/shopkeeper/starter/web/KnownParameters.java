package dev.shopkeeper.starter.web;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Refuses query parameters that an operation does not take, and a second value of one that takes a single value. A mistyped name would
 * otherwise be dropped, and what was asked for would not be what was done.
 */
final class KnownParameters implements HandlerInterceptor {

    private static final String OURS = "dev.shopkeeper.";
    private static final int LONGEST_SHOWN = 128;

    private final DefaultParameterNameDiscoverer discoverer = new DefaultParameterNameDiscoverer();
    private final Map<Method, Taken> byMethod = new ConcurrentHashMap<>();

    /**
     * What a method takes.
     *
     * @param single names of those with one value
     * @param several names of those with any number
     */
    private record Taken(Set<String> single, Set<String> several) {

        Set<String> all() {
            Set<String> all = new TreeSet<>(single);
            all.addAll(several);
            return all;
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null
                && !query.isEmpty()
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            check(query, byMethod.computeIfAbsent(method.getMethod(), one -> taken(method)));
        }
        return true;
    }

    private static void check(String query, Taken taken) {
        MultiValueMap<String, String> given =
                UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        List<Violation> violations = new ArrayList<>();
        new TreeMap<>(given).forEach((encoded, values) -> {
            String name = decoded(encoded);
            String value = values.getFirst() == null ? "" : decoded(values.getFirst());
            if (taken.single().contains(name)) {
                if (values.size() > 1) {
                    violations.add(new Violation(name, values.size() + " values", "takes one value"));
                }
            } else if (!taken.several().contains(name)) {
                violations.add(new Violation(
                        shortened(name),
                        shortened(value),
                        taken.all().isEmpty()
                                ? "is unknown here; no parameters are taken"
                                : "is unknown here; known are " + String.join(", ", taken.all())));
            }
        });
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    private Taken taken(HandlerMethod method) {
        Set<String> single = new TreeSet<>();
        Set<String> several = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                parameter.initParameterNameDiscovery(discoverer);
                String name = annotation.name().isEmpty() ? parameter.getParameterName() : annotation.name();
                Class<?> type = parameter.getParameterType();
                (type.isArray() || Collection.class.isAssignableFrom(type) ? several : single).add(name);
            }
        }
        return new Taken(Set.copyOf(single), Set.copyOf(several));
    }

    /** A text that is not encoded as it should be is shown as it came. */
    private static String decoded(String text) {
        try {
            return UriUtils.decode(text.replace('+', ' '), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
