package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTests {

    private static final String WITH_LENGTH =
            "HTTP/1.1 200 \r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"degraded\":true}";
    private static final String CHUNKED =
            "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\n{\"de\r\nd;x=1\r\ngraded\":true}\r\n0\r\n\r\n";

    private final ResponseReader reader = new ResponseReader();

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, CHUNKED})
    void putsAResponseTogetherHoweverItIsCut(String response) throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            // given
            SplittableRandom random = new SplittableRandom(seed);
            reader.reset();

            // when
            int from = 0;
            boolean complete = false;
            while (from < response.length()) {
                assertThat(complete).as("seed %d, before byte %d", seed, from).isFalse();
                int to = Math.min(response.length(), from + 1 + random.nextInt(seed < 20 ? 1 : 40));
                complete = reader.feed(bytes(response.substring(from, to)));
                from = to;
            }

            // then
            assertThat(complete).as("seed %d", seed).isTrue();
            assertThat(reader.body()).as("seed %d", seed).isEqualTo("{\"degraded\":true}");
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.degraded()).isTrue();
        }
    }

    @Test
    void knowsWhetherTheConnectionIsClosed() throws IOException {
        reader.feed(bytes(CHUNKED));
        assertThat(reader.closes()).isTrue();

        reader.reset();
        reader.feed(bytes(WITH_LENGTH));
        assertThat(reader.closes()).isFalse();
    }

    @Test
    void doesNotTakeAnAnswerForDegradedThatIsNot() throws IOException {
        reader.feed(bytes("HTTP/1.1 429 \r\ncontent-length: 18\r\n\r\n{\"degraded\":false}"));

        assertThat(reader.degraded()).isFalse();
        assertThat(reader.status()).isEqualTo(429);
    }

    @Test
    void takesLargeBodies() throws IOException {
        String body = "x".repeat(200_000);
        ByteBuffer all = bytes("HTTP/1.1 200 \r\nContent-Length: 200000\r\n\r\n" + body);

        boolean complete = false;
        while (all.hasRemaining()) {
            ByteBuffer part = all.slice(all.position(), Math.min(10_000, all.remaining()));
            all.position(all.position() + part.remaining());
            complete = reader.feed(part);
        }

        assertThat(complete).isTrue();
        assertThat(reader.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n\r\n",
                "HTTP/1.1 200 \r\nServer: x\r\n\r\n",
                "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void refusesWhatItDoesNotKnow(String response) {
        assertThatIOException().isThrownBy(() -> reader.feed(bytes(response)));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
