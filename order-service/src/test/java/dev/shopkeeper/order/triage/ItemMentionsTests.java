package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemMentionsTests {

    private static final Map<String, List<String>> LINES = Map.of(
            "l1", List.of("Mingyuan running shoes 42", "明远 跑步鞋 42码"),
            "l2", List.of("Mingyuan rain jacket", "明远 雨衣"),
            "l3", List.of("Tea pot", "茶壶"));

    @ParameterizedTest
    @CsvSource({
        "the running shoes are too small, l1, running shoes",
        "跑步鞋小了，想换, l1, 跑步鞋",
        "<b>雨衣</b>漏水, l2, 雨衣",
        "my JACKET leaks, l2, JACKET",
        "茶壶碎了 跑步, l3, 茶壶",
    })
    void isTheLongestNameThatIsShared(String text, String line, String name) {
        ItemMentions.ItemMention item = ItemMentions.best(text, LINES).orElseThrow();

        if (text.contains("跑步") && line.equals("l3")) {
            // as much of one as of the other: both may be meant
            assertThat(item.names()).containsExactlyInAnyOrder("l1", "l3");
            return;
        }
        assertThat(item.names()).containsExactly(line);
        assertThat(text.substring(item.from(), item.to())).isEqualTo(name);
    }

    @Test
    void isNothingWhereNoNameIsShared() {
        assertThat(ItemMentions.best("it is broken, 42", LINES)).isEmpty();
        assertThat(ItemMentions.best("", LINES)).isEmpty();
        assertThat(ItemMentions.best("the shoes", Map.of())).isEmpty();
        assertThat(ItemMentions.best("the shoes", Map.of("l1", List.of()))).isEmpty();
    }

    @Test
    void isSeveralWhereTheyAreCalledTheSame() {
        assertThat(ItemMentions.best("Mingyuan is great", LINES).orElseThrow().names())
                .containsExactlyInAnyOrder("l1", "l2");
    }
}
