package dev.shopkeeper.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of an event when its visitor did not agree to be learnt from. */
class BehaviourConsentTests {

    private static final String EVENT = """
            {"event_id": "e", "event_name": "purchase", "occurred_at": "2026-03-08T09:15:30Z",
             "received_at": "2026-03-08T09:15:31Z", "user_id": "anna", "anonymous_id": "browser-7", "session_id": "s",
             "ranking_id": "r", "coupon": "ANNA-10", "transaction_id": "o-1", "consent": %s,
             "items": [{"item_id": "SKU-1"}]}""";

    @ParameterizedTest
    @ValueSource(strings = {"\"denied\"", "\"DENIED\"", "\"withdrawn\"", "\"\""})
    void aDeniedEventNamesNobodyWhereverItIsRead(String consent) {
        // when
        BehaviourRecorded event = EventJson.mapper().readValue(EVENT.formatted(consent), BehaviourRecorded.class);

        // then
        assertThat(event.learnable()).isFalse();
        assertThat(event.userId()).isNull();
        assertThat(event.anonymousId()).isNull();
        assertThat(event.sessionId()).isNull();
        assertThat(event.rankingId()).isNull();
        assertThat(event.coupon()).isNull();
        assertThat(event.key()).isEqualTo("e");
        assertThat(event.transactionId()).isEqualTo("o-1");
        assertThat(event.items()).hasSize(1);
    }

    @Test
    void aDeniedEventIsWrittenWithoutAnybody() {
        BehaviourRecorded event = EventJson.mapper().readValue(EVENT.formatted("\"denied\""), BehaviourRecorded.class);

        Map<?, ?> written = EventJson.mapper().readValue(EventJson.mapper().writeValueAsBytes(event), Map.class);

        assertThat(written.keySet())
                .hasToString("[event_id, event_name, occurred_at, received_at, consent, transaction_id, items]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"granted\"", "null"})
    void anAgreedEventSaysWho(String consent) {
        BehaviourRecorded event = EventJson.mapper().readValue(EVENT.formatted(consent), BehaviourRecorded.class);

        assertThat(event.learnable()).isTrue();
        assertThat(event.userId()).isEqualTo("anna");
        assertThat(event.key()).isEqualTo("anna");
        assertThat(event.sessionId()).isEqualTo("s");
    }
}
