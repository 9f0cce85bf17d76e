package dev.shopkeeper.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.cloud.gateway.server.mvc.predicate.GatewayRequestPredicates.path;

import dev.shopkeeper.gateway.route.RouteProperties.Route;
import dev.shopkeeper.gateway.security.InternalTokenCache;
import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.Role;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteProperties.class)
class RouteConfiguration {

    /** More than all bulkheads let through together. */
    private static final int MOST_CONNECTIONS = 1000;

    /** Less than the 20 s for which a service keeps a connection that is not used. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    @Bean(destroyMethod = "shutdownNow")
    HttpClient upstreamClient(RouteProperties properties) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("upstream-", 0).factory()))
                .build();
    }

    /**
     * For what is passed on: it blocks its virtual thread, where the JDK's client hands every exchange to and from a selector's thread,
     * whose share of the gateway's samples was a tenth. It follows, repeats, unpacks and remembers nothing by itself. A connection that
     * nobody used for a while is given up before the service would close it.
     */
    @Bean
    CloseableHttpClient passingClient(RouteProperties properties) {
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                .evictIdleConnections(TimeValue.of(IDLE))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
    }

    @Bean
    UpstreamExchange upstreamExchange(
            RouteProperties properties,
            RestClient.Builder builder,
            CloseableHttpClient passingClient,
            InternalTokenCache tokens) {
        Map<String, RestClient> clients = new HashMap<>();
        for (Route route : properties.routes()) {
            PassedRequests factory = new PassedRequests(passingClient);
            factory.setConnectionRequestTimeout(route.deadline());
            factory.setReadTimeout(route.deadline());
            clients.put(route.id(), builder.clone().requestFactory(factory).build());
        }
        return new UpstreamExchange(Map.copyOf(clients), properties.services(), tokens);
    }

    @Bean
    RouterFunction<ServerResponse> routes(
            RouteProperties properties,
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            RetryRegistry retries,
            HttpClient upstreamClient,
            InternalTokens tokens,
            MeterRegistry meters,
            Clock clock) {
        LastKnownGood lastKnownGood = new LastKnownGood(
                clock, Duration.ofHours(24), (route, path) -> fetch(properties, upstreamClient, tokens, route, path));
        return properties.routes().stream()
                .map(route -> {
                    URI service = Objects.requireNonNull(properties.services().get(route.service()));
                    ServiceGuard guard = new ServiceGuard(
                            route,
                            bulkheads.bulkhead(route.bulkheadName()),
                            breakers.circuitBreaker(route.service()),
                            retries.retry(route.service()),
                            route.lastKnownGood() ? lastKnownGood : null,
                            meters);
                    return GatewayRouterFunctions.route(route.id())
                            .route(path(route.paths().toArray(String[]::new)), http())
                            .before(uri(service))
                            .filter(guard)
                            .build();
                })
                .reduce(RouterFunction::and)
                .orElseThrow(() -> new IllegalStateException("shopkeeper.gateway.routes is empty."));
    }

    private static Optional<byte[]> fetch(
            RouteProperties properties, HttpClient client, InternalTokens tokens, Route route, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(properties.services().get(route.service()) + path))
                .timeout(route.deadline())
                .header("Authorization", "Bearer " + tokens.mint("gateway", Role.STOREFRONT))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it will be asked for again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
