package dev.shopkeeper.inventory.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel;
import dev.shopkeeper.inventory.forecast.ensemble.Panel;
import dev.shopkeeper.inventory.forecast.expert.RecentMean;
import dev.shopkeeper.inventory.forecast.history.DemandSeries.Note;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpertWordsTests {

    static Stream<String> experts() {
        return Stream.concat(
                Panel.all().names().stream(), Stream.of(HybridModel.NETWORK, HybridModel.COMMON, RecentMean.NAME));
    }

    private static void assertThatEnglish(String text) {
        assertThat(text)
                .isNotBlank()
                .matches(words -> words.codePoints().noneMatch(Character::isIdeographic), "has no Chinese");
    }

    private static void assertThatChinese(String text) {
        assertThat(text)
                .matches(words -> words.codePoints().anyMatch(Character::isIdeographic), "is Chinese")
                .doesNotContainPattern("[A-Za-z]{2}");
    }

    @Test
    void callEachExpertByANameOfItsOwnInBothLanguages() {
        for (Language language : Language.values()) {
            List<String> names =
                    experts().map(expert -> ExpertWords.name(expert, language)).toList();

            assertThat(names).as(language.toString()).hasSize(13).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("experts")
    void sayWhatAnExpertThinksInBothLanguages(String expert) {
        BigDecimal alone = new BigDecimal("12.5");

        String english = ExpertWords.of(expert, 0.25, alone, Language.ENGLISH);
        String chinese = ExpertWords.of(expert, 0.25, alone, Language.CHINESE);

        assertThatEnglish(english);
        assertThatChinese(chinese);
        assertThat(english).contains("12.5", "25 %");
        assertThat(chinese).contains("12.5", "25 %");
    }

    @ParameterizedTest
    @EnumSource(Note.class)
    void sayWhatWasFoundInTheHistoryInBothLanguages(Note note) {
        assertThatEnglish(ExpertWords.note(note, Language.ENGLISH));
        assertThatChinese(ExpertWords.note(note, Language.CHINESE));
    }
}
