package dev.shopkeeper.starter.bulk;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;

/** Lets controllers take {@link FieldsBody} and {@link BulkBody}. */
@AutoConfiguration
public class BodyAutoConfiguration {

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
