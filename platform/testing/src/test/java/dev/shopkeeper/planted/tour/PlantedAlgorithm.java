package dev.shopkeeper.planted.tour;

import dev.shopkeeper.testing.TestTokens;
import org.springframework.util.StringUtils;

/** Is an algorithm that needs Spring and knows another module. */
class PlantedAlgorithm {

    boolean run() {
        return StringUtils.hasText(TestTokens.SECRET);
    }
}
