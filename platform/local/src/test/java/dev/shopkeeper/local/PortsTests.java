package dev.shopkeeper.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTests {
    @Test
    void areTheDocumentedOnesByDefault() {
        Ports ports = Ports.from(Map.of());

        assertThat(ports.of(Application.GATEWAY)).isEqualTo(8080);
        assertThat(ports.of(Application.INVENTORY)).isEqualTo(8086);
        assertThat(ports.postgres()).isEqualTo(15432);
        assertThat(ports.kafka()).isEqualTo(19092);
    }

    @Test
    void moveTogetherByTheOffset() {
        Ports ports = Ports.from(Map.of("SHOPKEEPER_PORT_OFFSET", "1000"));

        assertThat(ports.of(Application.GATEWAY)).isEqualTo(9080);
        assertThat(ports.kafkaController()).isEqualTo(20093);
    }

    @Test
    void oneAloneIsSetByItsName() {
        Ports ports = Ports.from(Map.of("SHOPKEEPER_PORT_OFFSET", "1000", "SHOPKEEPER_PORT_GATEWAY", "80"));

        assertThat(ports.of(Application.GATEWAY)).isEqualTo(80);
        assertThat(ports.of(Application.ORDER)).isEqualTo(9084);
    }

    @Test
    void refuseWhatIsNoNumberByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ports.from(Map.of("SHOPKEEPER_PORT_KAFKA", "many")))
                .withMessageContaining("SHOPKEEPER_PORT_KAFKA")
                .withMessageContaining("many");
    }

    @Test
    void refuseAnOffsetThatLeavesTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ports.offsetBy(60_000))
                .withMessageContaining("60000");
    }
}
