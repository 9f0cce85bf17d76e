package dev.shopkeeper.gateway.web;

import dev.shopkeeper.starter.observability.Correlation;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsProperties.class)
class WebConfiguration {

    @Bean
    FilterRegistrationBean<CorsFilter> cors(CorsProperties properties) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!properties.allowedOrigins().isEmpty()) {
            CorsConfiguration cors = new CorsConfiguration();
            cors.setAllowedOriginPatterns(properties.allowedOrigins());
            cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
            cors.setAllowedHeaders(List.of(
                    "Accept",
                    "Accept-Language",
                    "Authorization",
                    "Content-Encoding",
                    "Content-Type",
                    "Idempotency-Key",
                    "traceparent",
                    "tracestate",
                    "X-API-Key",
                    "X-User-Token",
                    Correlation.HTTP_HEADER));
            cors.setExposedHeaders(List.of(
                    "Idempotent-Replayed",
                    "RateLimit-Limit",
                    "RateLimit-Remaining",
                    "RateLimit-Reset",
                    "Retry-After",
                    "Shopkeeper-Fallback",
                    Correlation.HTTP_HEADER));
            cors.setMaxAge(properties.maxAge());
            source.registerCorsConfiguration("/**", cors);
        }
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new ProblemCorsProcessor());
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10); // before the keys: a preflight carries none
        return registration;
    }
}
