package dev.shopkeeper.recommendation.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedWordsTests {

    private static ContentNeighbour.Shared word(String text, long units) {
        return new ContentNeighbour.Shared(new ContentTerm(ContentTerm.Kind.WORD, text), units);
    }

    @Test
    void putsPairsThatFollowEachOtherInBothTitlesTogetherAgain() {
        List<ContentNeighbour.Shared> shared = List.of(word("牛仔", 5), word("仔裤", 4), word("denim", 7), word("长款", 2));

        assertThat(SharedWords.joined(shared, List.of("Denim", "男士牛仔裤 长款"), List.of("女士长款牛仔裤", "denim")))
                .containsExactly(word("牛仔裤", 9), word("denim", 7), word("长款", 2));
    }

    @Test
    void leavesPairsApartThatFollowEachOtherInOneTitleOnly() {
        List<ContentNeighbour.Shared> shared = List.of(word("牛仔", 5), word("仔裤", 4));

        assertThat(SharedWords.joined(shared, List.of("牛仔裤"), List.of("牛仔 小仔裤")))
                .containsExactly(word("牛仔", 5), word("仔裤", 4));
    }

    @Test
    void countsATermOnceHoweverOftenATitleHasIt() {
        List<ContentNeighbour.Shared> shared = List.of(word("茶茶", 3), word("绿茶", 2));

        List<ContentNeighbour.Shared> joined = SharedWords.joined(shared, List.of("绿茶茶茶", "绿茶茶茶"), List.of("绿茶茶茶 绿茶"));

        assertThat(joined).containsExactly(word("绿茶茶", 5));
    }

    @Test
    void keepsWhatATitleOfTodayNoLongerSays() {
        List<ContentNeighbour.Shared> shared = List.of(word("牛仔", 5));

        assertThat(SharedWords.joined(shared, List.of("new title"), List.of())).containsExactly(word("牛仔", 5));
    }

    @Test
    void takesTogetherTheTermsThatTheIndexFound() {
        ContentIndex index = new ContentIndex(ContentOptions.DEFAULT);
        index.put(new ItemContent("one", Map.of("zh", "男士牛仔裤"), List.of(), null, null, null));
        index.put(new ItemContent("two", Map.of("zh", "女士牛仔裤"), List.of(), null, null, null));

        ContentNeighbour near = index.near("one", 1, any -> true).getFirst();
        List<ContentNeighbour.Shared> joined = SharedWords.joined(near.shared(), List.of("女士牛仔裤"), List.of("男士牛仔裤"));

        assertThat(joined).extracting(one -> one.term().text()).containsExactly("士牛仔裤");
        assertThat(joined.getFirst().units()).isEqualTo(near.units());
    }
}
