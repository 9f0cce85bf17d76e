package dev.shopkeeper.inventory.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class TooLittleDemandIT extends InventoryIT {

    @Autowired
    private DemandForecast definition;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void forgetDemand() {
        jdbc.execute("truncate ordered_unit, stock_movement");
    }

    @Test
    void isNotTrainedOnAndSaysWhatIsMissing() {
        Options options = definition.options();
        assertThatThrownBy(() -> definition.split(definition.load(options).data(), options))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("at least 10 are needed")
                .hasMessageContaining("Maybe import the orders of some months first?");
    }
}
