package dev.shopkeeper.starter.warmup;

import dev.shopkeeper.starter.security.InternalTokens;
import dev.shopkeeper.starter.security.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Warms an application up where {@code shopkeeper.warm-up.paths} names paths. */
@AutoConfiguration(after = SecurityAutoConfiguration.class)
@EnableConfigurationProperties(WarmUpProperties.class)
public class WarmUpAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(InternalTokens.class)
    WarmUp warmUp(WarmUpProperties properties, InternalTokens tokens, Environment environment) {
        return new WarmUp(properties, tokens, environment);
    }
}
