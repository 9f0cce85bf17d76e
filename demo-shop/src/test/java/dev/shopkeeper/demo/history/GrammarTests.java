package dev.shopkeeper.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.demo.world.Dice;
import dev.shopkeeper.demo.world.Language;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrammarTests {

    private static final int MESSAGES = 400;

    private final Grammar grammar = new Grammar();

    @ParameterizedTest
    @EnumSource(Language.class)
    void fillsEverySlotAndKeepsOrderNumbersWhole(Language language) {
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put("order", "SO-1ab-000123");
        slots.put("item", language == Language.ZH ? "连衣裙" : "dress");
        slots.put("zone", language == Language.ZH ? "老城" : "Old Town");
        slots.put("size", "XL");
        for (String intent : grammar.intents()) {
            Set<String> different = new HashSet<>();
            int withOrder = 0;
            for (int i = 0; i < MESSAGES; i++) {
                String text = grammar.write(language, intent, slots, Dice.of(11, intent, i))
                        .text();
                assertThat(text)
                        .as("%s %s %d", language, intent, i)
                        .isNotBlank()
                        .doesNotContain("{", "}", "<", ">");
                different.add(text.replace("SO-1ab-000123", "#"));
                withOrder += text.contains("SO-1ab-000123") ? 1 : 0;
                assertThat(text.contains("000123")).isEqualTo(text.contains("SO-1ab-000123"));
            }
            assertThat(different).as("%s %s: different texts", language, intent).hasSizeGreaterThan(MESSAGES / 5);
            assertThat(withOrder)
                    .as("%s %s: with an order number", language, intent)
                    .isGreaterThan(MESSAGES / 8);
        }
    }
}
