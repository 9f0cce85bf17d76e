package dev.shopkeeper.gateway.security;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import dev.shopkeeper.starter.security.InternalTokens;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    @Bean
    ApiKeys apiKeys(SecurityProperties properties, Environment environment) {
        Path file = properties.apiKeysFile();
        if (file != null) {
            return ApiKeys.from(file, properties.apiKeysCheck());
        }
        if (properties.oidc().configured() || environment.acceptsProfiles(Profiles.of("local"))) {
            return ApiKeys.none();
        }
        throw new IllegalStateException("""
                Nobody could call this gateway: there is neither a file of API keys nor an identity provider. \
                Maybe set SHOPKEEPER_API_KEYS_FILE to a JSON file of [{"id","sha256","role","requests_per_second"}], \
                or shopkeeper.security.oidc.issuer-uri?""");
    }

    @Bean
    InternalTokenCache internalTokenCache(InternalTokens mint) {
        return new InternalTokenCache(mint, Duration.ofMinutes(3));
    }

    @Bean
    SecurityFilterChain gatewaySecurity(
            HttpSecurity http, ApiKeys keys, InternalTokens internal, SecurityProperties properties, Clock clock) {
        @Nullable OidcTokens oidc = properties.oidc().configured() ? new OidcTokens(properties.oidc()) : null;
        UserTokens users = new UserTokens(properties.userToken(), clock);
        RateLimits limits = new RateLimits(properties.anonymousRequestsPerSecond());
        SecurityProblems problems = new SecurityProblems();
        return http.sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // no cookies, no sessions
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new CallerFilter(keys, internal, oidc, users, limits), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(
                                        "/actuator/health/**",
                                        "/v3/api-docs/**",
                                        "/v3/api-docs.yaml",
                                        "/swagger-ui",
                                        "/swagger-ui/**",
                                        "/swagger-ui.html")
                                .permitAll()
                                .requestMatchers("/actuator/**")
                                .hasRole("METRICS")
                                .requestMatchers("/api/v1/**")
                                .hasRole("STOREFRONT")
                                .requestMatchers("/admin/v1/**")
                                .hasRole("OPERATOR")
                                .anyRequest()
                                .denyAll())
                .build();
    }
}
