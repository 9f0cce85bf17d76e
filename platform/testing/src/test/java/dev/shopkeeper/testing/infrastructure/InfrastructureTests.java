package dev.shopkeeper.testing.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shopkeeper.testing.infrastructure.Infrastructure.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InfrastructureTests {

    private final ContainerEngine complete = Optional::empty;
    private final ContainerEngine noImage = () -> Optional.of("the engine has no image postgres:18");

    @Test
    void takesContainersWhereEngineAndImagesAreThere() {
        assertThat(Infrastructure.decide("auto", complete).kind()).isEqualTo(Kind.TESTCONTAINERS);
    }

    @Test
    void takesEmbeddedServersWhereAnImageIsMissingAndSaysSo() {
        assertThat(Infrastructure.decide("auto", noImage).describe())
                .isEqualTo("Test infrastructure: PostgreSQL and Kafka embedded (the engine has no image postgres:18)");
    }

    @Test
    void followsThePropertyWithoutLookingForAnEngine() {
        ContainerEngine untouchable = () -> {
            throw new AssertionError("looked");
        };
        assertThat(Infrastructure.decide("embedded", untouchable).kind()).isEqualTo(Kind.EMBEDDED);
        assertThat(Infrastructure.decide("testcontainers", untouchable).kind()).isEqualTo(Kind.TESTCONTAINERS);
    }

    @Test
    void refusesAnUnknownKindByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Infrastructure.decide("docker", complete))
                .withMessageContaining("-Dplatform.test.infra=docker");
    }
}
