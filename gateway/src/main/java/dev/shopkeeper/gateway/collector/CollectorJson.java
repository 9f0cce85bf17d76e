package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.starter.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the collector reads it: strict, UTF-8 alone, of limited depth, numbers left as text. */
final class CollectorJson {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            // Numbers are never converted before their length is known, so that a long one is one event's error.
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private static final JsonMapper TREES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CollectorJson() {}

    /** @throws ProblemException 400 if the body is not UTF-8 */
    static JsonParser parser(byte[] body) {
        requireUtf8(body);
        return FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    /** The whole body as a tree, for the adapters, with duplicate fields refused. */
    static JsonNode tree(byte[] body) {
        requireUtf8(body);
        try {
            JsonNode tree = TREES.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new ProblemException(
                        HttpStatus.BAD_REQUEST, "empty-body", "The request has no body.", List.of(), null);
            }
            return tree;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** The tokens of a tree. */
    static JsonParser tokens(JsonNode tree) {
        return tree.traverse(ObjectReadContext.empty());
    }

    static JsonMapper mapper() {
        return TREES;
    }

    /** What to answer where the parser gave up. */
    static ProblemException malformed(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "malformed-json",
                "The body is no JSON" + where + ": " + Values.shortened(e.getOriginalMessage()),
                List.of(),
                null);
    }

    /** Jackson would take UTF-16 and UTF-32 by their first bytes, and is not strict about longer forms of UTF-8. */
    private static void requireUtf8(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0) {
                throw invalidUtf8(i);
            }
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer out = CharBuffer.allocate(Math.min(body.length, 8192));
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw invalidUtf8(in.position());
        }
    }

    private static ProblemException invalidUtf8(int position) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-utf-8",
                "The body is not UTF-8 at byte " + position + ".",
                List.of(),
                "Send JSON encoded as UTF-8.");
    }
}
