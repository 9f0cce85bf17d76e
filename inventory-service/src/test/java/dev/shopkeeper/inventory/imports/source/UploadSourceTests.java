package dev.shopkeeper.inventory.imports.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.inventory.imports.format.Collected;
import dev.shopkeeper.inventory.imports.format.ImportRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UploadSourceTests {

    private static String read(byte[] bytes) throws IOException {
        try (Reader reader = Objects.requireNonNull(Collected.source(bytes).read(name -> true, Collected.OPTIONS))) {
            StringBuilder text = new StringBuilder();
            reader.transferTo(new java.io.StringWriter() {
                @Override
                public void write(char[] characters, int offset, int length) {
                    text.append(characters, offset, length);
                }
            });
            return text.toString();
        }
    }

    @Test
    void tellsGzipAndZipByTheirFirstBytes() throws IOException {
        byte[] plain = "héllo".getBytes(StandardCharsets.UTF_8);

        assertThat(read(plain)).isEqualTo("héllo");
        assertThat(read(Collected.gzip(plain))).isEqualTo("héllo");
        assertThat(read(Collected.zip(Map.of("a/b.csv", plain)))).isEqualTo("héllo");
        assertThat(read(Collected.zip(Map.of("b.csv.gz", Collected.gzip(plain)))))
                .isEqualTo("héllo");
    }

    @Test
    void findsOutTheCharacterSetWhereverTheFirstOddByteStands() throws IOException {
        String ascii = "x".repeat(200_000);

        assertThat(read((ascii + "é").getBytes(StandardCharsets.UTF_8))).endsWith("xé");
        assertThat(read((ascii + "é").getBytes(StandardCharsets.ISO_8859_1))).endsWith("xé");
        assertThat(read((ascii + "é" + ascii).getBytes(StandardCharsets.ISO_8859_1)))
                .hasSize(400_001)
                .contains("é");
        assertThat(read("\uFEFFé".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("é");
        // a letter of two bytes across the edge of the buffer
        for (int pad = 65_530; pad < 65_545; pad++) {
            assertThat(read(("x".repeat(pad) + "é灯😀").getBytes(StandardCharsets.UTF_8)))
                    .endsWith("é灯😀");
        }
    }

    @Test
    void refusesToInflateABomb() throws IOException {
        byte[] bomb = Collected.gzip(new byte[64 << 20]);
        byte[] nested = Collected.zip(Map.of("bomb.csv.gz", bomb));
        byte[] zipped = Collected.zip(Map.of("bomb.csv", new byte[64 << 20]));

        for (byte[] bytes : Arrays.asList(bomb, nested, zipped)) {
            assertThatThrownBy(() -> {
                        try (InputStream in =
                                Objects.requireNonNull(Collected.source(bytes).open(name -> true))) {
                            in.transferTo(java.io.OutputStream.nullOutputStream());
                        }
                    })
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("times its size");
        }
    }

    @Test
    void saysThatAnArchiveIsBroken() throws IOException {
        byte[] zip = Collected.zip(Map.of("a.csv", "x,y\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        zip[35] ^= 0x55;

        assertThatThrownBy(() -> read(zip)).isInstanceOfAny(ImportRefusedException.class, IOException.class);
        assertThatThrownBy(() -> read(new byte[] {'P', 'K', 5, 6}))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("cannot be read");
    }
}
