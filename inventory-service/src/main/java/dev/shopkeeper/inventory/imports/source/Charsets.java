package dev.shopkeeper.inventory.imports.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Finds out the character set of a stream. */
final class Charsets {

    /** What browsers read as Latin-1: the same letters, and quotes and the euro where Latin-1 has control characters. */
    static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    /** Reads all of a stream: UTF-16 by its byte order mark, UTF-8 if every byte fits, else Windows-1252. */
    static Charset detect(InputStream in) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        int length = in.readNBytes(bytes, 0, 4);
        if (length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate(bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.limit(length);
        while (true) {
            boolean end = length < 0;
            characters.clear();
            CoderResult result = decoder.decode(buffer, characters, end);
            if (result.isError()) {
                return WESTERN;
            }
            if (end) {
                return StandardCharsets.UTF_8;
            }
            buffer.compact();
            length = in.read(bytes, buffer.position(), buffer.remaining());
            buffer.limit(buffer.position() + Math.max(0, length)).position(0);
        }
    }
}
