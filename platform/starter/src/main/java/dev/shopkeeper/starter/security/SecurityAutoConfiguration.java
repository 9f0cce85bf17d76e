package dev.shopkeeper.starter.security;

import dev.shopkeeper.starter.observability.ObservabilityAutoConfiguration;
import dev.shopkeeper.starter.problem.ProblemAutoConfiguration;
import dev.shopkeeper.starter.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Every service checks internal tokens itself: {@code /api/v1} for {@link Role#STOREFRONT}, {@code /admin/v1} and the
 * actuator for {@link Role#METRICS}, health for everybody, all else for nobody. An application that brings its own
 * {@link SecurityFilterChain} replaces the chain and keeps the tokens.
 */
@AutoConfiguration(
        after = {ObservabilityAutoConfiguration.class, ProblemAutoConfiguration.class},
        beforeName = {
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@EnableConfigurationProperties(SecurityProperties.class)
@EnableMethodSecurity
public class SecurityAutoConfiguration {

    /** Looks at the secret before anything is built, so that nobody waits for a database first to be told of it. */
    @Bean
    @ConditionalOnMissingBean(InternalTokens.class)
    static BeanFactoryPostProcessor internalSecretCheck(Environment environment) {
        return beans ->
                InternalTokens.requireSecret(environment.getProperty("shopkeeper.security.internal-secret", ""));
    }

    @Bean
    @ConditionalOnMissingBean
    InternalTokens internalTokens(SecurityProperties properties, Clock clock) {
        return new InternalTokens(properties.internalSecret(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder internalTokenDecoder(InternalTokens tokens) {
        return tokens.decoder();
    }

    /** A request is observed as a whole; two observations for each of the filters that look at it would cost more than they do. */
    @Bean
    @ConditionalOnMissingBean
    static SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @ConditionalOnMissingBean
    static RoleHierarchy roleHierarchy() {
        RoleHierarchyImpl.Builder hierarchy = RoleHierarchyImpl.withDefaultRolePrefix();
        for (Role role : Role.values()) {
            String[] below = role.included().stream()
                    .filter(other -> other != role)
                    .map(Role::name)
                    .toArray(String[]::new);
            if (below.length > 0) {
                hierarchy.role(role.name()).implies(below);
            }
        }
        return hierarchy.build();
    }

    @Bean
    @ConditionalOnMissingBean
    PersonalAccess personalAccess(RoleHierarchy roles) {
        return new PersonalAccess(roles);
    }

    /** Ids may hold any character, so a path may hold any percent-encoded one. */
    @Bean
    @ConditionalOnMissingBean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemSecurityHandler problemSecurityHandler(ProblemWriter writer) {
        return new ProblemSecurityHandler(writer);
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain internalTokenChain(HttpSecurity http, InternalTokens tokens, ProblemSecurityHandler problems) {
        return http.csrf(csrf -> csrf.disable())
                .cors(cors -> cors.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(jwt -> jwt.decoder(tokens.decoder()).jwtAuthenticationConverter(roles())))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator", "/actuator/**")
                        .hasRole(Role.METRICS.name())
                        .requestMatchers("/api/v1/**", "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml")
                        .hasRole(Role.STOREFRONT.name())
                        .requestMatchers("/admin/v1/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static JwtAuthenticationConverter roles() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(
                jwt -> List.of(new SimpleGrantedAuthority("ROLE_" + jwt.getClaimAsString(InternalTokens.ROLE))));
        return converter;
    }
}
