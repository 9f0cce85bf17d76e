package dev.shopkeeper.gateway;

import dev.shopkeeper.testing.PlatformTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/** The gateway with a real Kafka, the keys of {@link GatewayFixture} and its services; one context for all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PlatformTest
@ContextConfiguration(initializers = GatewayFixture.class)
public @interface GatewayTest {}
