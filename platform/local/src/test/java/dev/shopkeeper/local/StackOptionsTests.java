package dev.shopkeeper.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shopkeeper.local.StackOptions.Infrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackOptionsTests {
    @Test
    void readsBothServersAndSeveralBrokers() {
        Infrastructure both =
                Infrastructure.parse("postgres=postgresql://me:pw@db:5432/postgres,kafka=k1:9092,k2:9092");

        assertThat(both.postgres()).isEqualTo("postgresql://me:pw@db:5432/postgres");
        assertThat(both.kafka()).isEqualTo("k1:9092,k2:9092");
    }

    @Test
    void leavesTheOtherServerToTheStack() {
        assertThat(Infrastructure.parse("kafka=k1:9092").postgres()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis=there", "postgres", "postgres=", "k2:9092", ""})
    void refusesWhatItDoesNotKnow(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Infrastructure.parse(text))
                .withMessageContaining(text);
    }
}
