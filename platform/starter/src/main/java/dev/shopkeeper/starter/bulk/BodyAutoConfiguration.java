package dev.shopkeeper.starter.bulk;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;

/** Lets controllers take {@link FieldsBody} and {@link BulkBody}, of JSON that says nothing twice and ends where it ends. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class BodyAutoConfiguration {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    @Bean
    WebMvcConfigurer strictBodies(ObjectProvider<RequestMappingHandlerAdapter> adapter, ObjectProvider<Clock> clock) {
        Supplier<HandlerMethodArgumentResolver> json = SingletonSupplier.of(
                () -> new RequestResponseBodyMethodProcessor(adapter.getObject().getMessageConverters()));
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new BodyArguments(json, clock.getIfAvailable(Clock::systemUTC)));
            }
        };
    }
}
