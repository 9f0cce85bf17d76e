package dev.shopkeeper.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAdminTests {
    @Test
    void readsTheUsualAddress() {
        assertThat(PostgresAdmin.of("postgresql://me:p%40ss@db:6543/postgres"))
                .isEqualTo(new PostgresAdmin("jdbc:postgresql://db:6543/", "me", "p@ss"));
    }

    @Test
    void readsAJdbcAddress() {
        assertThat(PostgresAdmin.of("jdbc:postgresql://db/x?user=me&password=secret"))
                .isEqualTo(new PostgresAdmin("jdbc:postgresql://db:5432/", "me", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:5432", "mysql://db/x", "postgresql:///x", "not an address"})
    void refusesOthers(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresAdmin.of(address))
                .withMessageContaining(address);
    }
}
