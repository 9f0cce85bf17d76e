package dev.shopkeeper.pricing.suggestion;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A price as the sum of the steps that led to it, to the last digit. Not thread-safe. */
final class Waterfall {

    private final List<Assessment.Step> steps = new ArrayList<>();
    private BigDecimal price;

    Waterfall(BigDecimal listPrice) {
        price = listPrice;
        steps.add(new Assessment.Step("list_price", listPrice));
    }

    /** Goes on to another price; a step that leads nowhere is none. */
    void to(String kind, BigDecimal next) {
        if (next.compareTo(price) != 0) {
            steps.add(new Assessment.Step(kind, next.subtract(price)));
            price = next;
        }
    }

    BigDecimal price() {
        return price;
    }

    List<Assessment.Step> steps() {
        return steps;
    }
}
