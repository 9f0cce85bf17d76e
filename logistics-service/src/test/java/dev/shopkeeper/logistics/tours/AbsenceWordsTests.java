package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.logistics.routing.Plan;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AbsenceWordsTests {

    @Test
    void sayEachReasonInBothLanguagesAndInItsOwnWords() {
        List<String> reasons = Stream.concat(
                        Arrays.stream(Plan.Reason.values())
                                .map(reason -> reason.name().toLowerCase(Locale.ROOT)),
                        Stream.of("no_place", "no_vehicle", "coordinates_swapped"))
                .toList();

        Set<String> said = new HashSet<>();
        for (String reason : reasons) {
            String english = AbsenceWords.of(reason, Language.ENGLISH);
            String chinese = AbsenceWords.of(reason, Language.CHINESE);
            assertThat(english).endsWith(english.endsWith("?") ? "?" : ".");
            assertThat(chinese.codePoints().anyMatch(letter -> letter >= 0x4E00 && letter <= 0x9FFF))
                    .as(chinese)
                    .isTrue();
            said.add(english);
            said.add(chinese);
        }

        assertThat(said).hasSize(2 * reasons.size());
        assertThatThrownBy(() -> AbsenceWords.of("of-no-kind", Language.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
