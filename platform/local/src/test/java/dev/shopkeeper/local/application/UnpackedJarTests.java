package dev.shopkeeper.local.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTests {
    @TempDir
    private Path folder;

    @Test
    void keepsClassesAndPutsLibrariesBeside() throws IOException {
        UnpackedJar unpacked = UnpackedJar.of(executable("one"), "app", folder.resolve("run"));

        try (JarFile jar = new JarFile(unpacked.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("x.Main");
            assertThat(jar.getEntry("x/Main.class")).isNotNull();
            assertThat(jar.getEntry("x/"))
                    .as("packages are entries, for scanning")
                    .isNotNull();
            String[] libraries = manifest.getValue(Attributes.Name.CLASS_PATH).split(" ", -1);
            assertThat(libraries).hasSize(2);
            assertThat(libraries[0]).as("in the order of the index").contains("second");
            for (String library : libraries) {
                assertThat(unpacked.jar().resolveSibling(library)).exists();
            }
        }
        assertThat(unpacked.version()).isEqualTo("1.2.3");
    }

    @Test
    void isDoneOnceForTheSameJar() throws IOException {
        UnpackedJar first = UnpackedJar.of(executable("one"), "app", folder.resolve("run"));
        Files.writeString(first.jar(), "untouched");

        UnpackedJar second = UnpackedJar.of(executable("one"), "app", folder.resolve("run"));

        assertThat(second).isEqualTo(first);
        assertThat(second.jar()).hasContent("untouched");
    }

    @Test
    void replacesThatOfAnOlderBuild() throws IOException {
        UnpackedJar first = UnpackedJar.of(executable("one"), "app", folder.resolve("run"));
        UnpackedJar second = UnpackedJar.of(executable("two"), "app", folder.resolve("run"));

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(first.jar()).doesNotExist();
        assertThat(second.jar()).exists();
    }

    private Path executable(String content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "x.Main");
        manifest.getMainAttributes().putValue("Implementation-Version", "1.2.3");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            entry(jar, "BOOT-INF/classes/x/Main.class", content);
            entry(jar, "BOOT-INF/lib/first-1.jar", "1");
            entry(jar, "BOOT-INF/lib/second-1.jar", "2");
            entry(jar, "BOOT-INF/classpath.idx", """
                    - "BOOT-INF/lib/second-1.jar"
                    - "BOOT-INF/lib/first-1.jar"
                    """);
            entry(jar, "org/springframework/boot/loader/Launcher.class", "not wanted");
        }
        return Files.write(folder.resolve("app.jar"), bytes.toByteArray());
    }

    private static void entry(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content.getBytes(UTF_8));
        jar.closeEntry();
    }
}
