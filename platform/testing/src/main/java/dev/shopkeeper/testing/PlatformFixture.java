package dev.shopkeeper.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a Spring test context the platform's servers: a fresh database (where JDBC is on the class path), Kafka with
 * all topics of the contract and the application's dead-letter topic, and a random internal secret. Put it beside
 * {@code @SpringBootTest} or a slice; {@link PlatformTest} has it already.
 *
 * <p>Can be injected: {@link dev.shopkeeper.testing.http.ApiClient} (anonymous, of this application's port), {@link
 * dev.shopkeeper.testing.kafka.KafkaProbe}, {@link dev.shopkeeper.testing.infrastructure.Database}.
 *
 * <p>With the property {@code platform.test.faulty-database=true}, set for all contexts of a module, the application reaches
 * its database through a {@link dev.shopkeeper.testing.fault.FaultProxy}, which can be injected; {@code Database} goes
 * past it.
 *
 * <p>Kafka is shared by all contexts of the JVM, so a test uses ids of its own and looks only for these.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(InfrastructureReport.class)
public @interface PlatformFixture {}
