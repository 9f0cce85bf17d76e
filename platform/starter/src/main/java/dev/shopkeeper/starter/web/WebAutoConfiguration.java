package dev.shopkeeper.starter.web;

import dev.shopkeeper.starter.problem.ProblemAutoConfiguration;
import dev.shopkeeper.starter.problem.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits on JSON bodies, and no parameters that nobody takes. */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@EnableConfigurationProperties(WebLimits.class)
public class WebAutoConfiguration {

    /** After Spring Security's filter, before whatever reads the body. */
    private static final int ORDER = -10;

    @Bean
    @ConditionalOnMissingBean(name = "jsonBodyFilter")
    FilterRegistrationBean<JsonBodyFilter> jsonBodyFilter(WebLimits limits, ProblemWriter problems) {
        FilterRegistrationBean<JsonBodyFilter> registration = new FilterRegistrationBean<>(
                new JsonBodyFilter(limits.mostJson().toBytes(), problems));
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    WebMvcConfigurer knownParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters());
            }
        };
    }
}
