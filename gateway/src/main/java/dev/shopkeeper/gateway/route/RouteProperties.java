package dev.shopkeeper.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Services and the routes to them, the first that matches taken.
 *
 * @param services base address by name
 * @param connectTimeout how long a connection may take
 */
@ConfigurationProperties("shopkeeper.gateway")
public record RouteProperties(
        Map<String, URI> services,
        List<Route> routes,
        @DefaultValue("500ms") Duration connectTimeout) {

    public RouteProperties {
        services = Map.copyOf(services);
        routes = List.copyOf(routes);
        Set<String> ids = new HashSet<>();
        for (Route route : routes) {
            if (!services.containsKey(route.service())) {
                throw new IllegalArgumentException("shopkeeper.gateway: route '" + route.id() + "' goes to service '"
                        + route.service() + "', which is none of " + services.keySet() + ".");
            }
            if (!ids.add(route.id())) {
                throw new IllegalArgumentException("shopkeeper.gateway: route '" + route.id() + "' is there twice.");
            }
        }
    }

    /**
     * One route.
     *
     * @param service name of the service; also of its circuit breaker and its retries
     * @param paths patterns
     * @param deadline how long the whole exchange may take, retries aside
     * @param maxBody the largest request body
     * @param bulkhead whose concurrent calls are counted together; the service's by default
     * @param lastKnownGood whether the last impersonal answer is given where the service cannot
     */
    public record Route(
            String id,
            String service,
            List<String> paths,
            @DefaultValue("2s") Duration deadline,
            @DefaultValue("1MB") DataSize maxBody,
            @Nullable String bulkhead,
            @DefaultValue("false") boolean lastKnownGood) {

        public Route {
            paths = List.copyOf(paths);
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("shopkeeper.gateway: route '" + id + "' has no paths.");
            }
            if (deadline.isZero() || deadline.isNegative()) {
                throw new IllegalArgumentException(
                        "shopkeeper.gateway: route '" + id + "' has the deadline " + deadline + ".");
            }
        }

        String bulkheadName() {
            return bulkhead == null ? service : bulkhead;
        }
    }
}
