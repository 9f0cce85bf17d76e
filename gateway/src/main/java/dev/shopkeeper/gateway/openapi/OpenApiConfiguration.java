package dev.shopkeeper.gateway.openapi;

import dev.shopkeeper.starter.security.InternalTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenApiConfiguration.Settings.class)
class OpenApiConfiguration {

    /**
     * How often services are asked for their documents.
     *
     * @param refresh once all have been seen
     * @param retry until then
     */
    @ConfigurationProperties("shopkeeper.openapi")
    record Settings(
            @DefaultValue("60s") Duration refresh,
            @DefaultValue("3s") Duration retry) {}

    @Bean
    ServiceDocuments serviceDocuments(
            Environment environment, HttpClient upstreamClient, InternalTokens tokens, Settings settings) {
        Map<String, URI> services = Binder.get(environment)
                .bind("shopkeeper.gateway.services", Bindable.mapOf(String.class, URI.class))
                .orElse(Map.of());
        return new ServiceDocuments(services, upstreamClient, tokens, settings.refresh(), settings.retry());
    }

    @Bean
    GatewayDocument gatewayDocument(Environment environment) {
        return new GatewayDocument(environment.getProperty("shopkeeper.collector.max-events", Integer.class, 500));
    }
}
