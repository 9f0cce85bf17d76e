package dev.shopkeeper.local.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Spring Boot's extracted layout of an executable jar: a small jar of the application's own classes whose manifest
 * names its libraries. Starts in half the time of the executable jar. The libraries of all applications lie in one
 * folder, each under its name and checksum, so that seven applications share one copy and only what changed is written
 * again. A running application reads only these copies: a build may replace the executable jar under its feet.
 *
 * @param jar the jar to run
 * @param version as the jar's manifest has it
 * @param fingerprint changes when anything in the executable jar changes
 */
public record UnpackedJar(Path jar, String version, String fingerprint) {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    /** An AOT cache refuses jars whose time differs; the names tell the contents already. */
    private static final FileTime ALWAYS = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    /** Unpacks into {@code under}, unless the very same jar was unpacked there before. */
    public static UnpackedJar of(Path executable, String name, Path under) {
        try (JarFile source = new JarFile(executable.toFile())) {
            String fingerprint = fingerprint(source);
            Path folder = under.resolve(name).resolve(fingerprint);
            Path jar = folder.resolve(name + ".jar");
            if (!Files.exists(jar)) {
                Files.createDirectories(folder);
                unpack(source, jar, Files.createDirectories(under.resolve("lib")));
                deleteOthers(folder);
            }
            String version = source.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return new UnpackedJar(jar, version == null ? "unknown" : version, fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot unpack " + executable + ". Maybe the disk is full, or the jar is being built.", e);
        }
    }

    private static void unpack(JarFile source, Path jar, Path libraries) throws IOException {
        List<JarEntry> libraryEntries = new ArrayList<>();
        List<JarEntry> ownEntries = new ArrayList<>();
        for (Enumeration<JarEntry> entries = source.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME)) {
                continue;
            }
            if (entry.getName().startsWith(LIBRARIES)) {
                libraryEntries.add(entry);
            } else if (entry.getName().startsWith(CLASSES) || entry.getName().startsWith("META-INF/")) {
                ownEntries.add(entry);
            }
        }
        StringBuilder classPath = new StringBuilder();
        Path home = jar.resolveSibling("");
        for (JarEntry entry : inOrder(source, libraryEntries)) {
            Path library = copyLibrary(source, entry, libraries);
            classPath
                    .append(classPath.isEmpty() ? "" : " ")
                    .append(home.relativize(library).toString().replace('\\', '/'));
        }
        Path unfinished = jar.resolveSibling(jar.getFileName() + ".unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished);
                JarOutputStream target = new JarOutputStream(out, manifest(source, classPath.toString()))) {
            copyOwn(source, ownEntries, target);
        }
        Files.setLastModifiedTime(unfinished, ALWAYS);
        Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path copyLibrary(JarFile source, JarEntry entry, Path libraries) throws IOException {
        String fileName = entry.getName().substring(LIBRARIES.length());
        int dot = fileName.lastIndexOf('.');
        Path library = libraries.resolve(
                fileName.substring(0, dot) + "-" + Long.toHexString(entry.getCrc()) + fileName.substring(dot));
        if (!Files.exists(library)) {
            // Applications are unpacked side by side: each writes a file of its own and the last one wins.
            Path unfinished = Files.createTempFile(libraries, fileName, ".unfinished");
            try (InputStream in = source.getInputStream(entry)) {
                Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setLastModifiedTime(unfinished, ALWAYS);
            Files.move(unfinished, library, StandardCopyOption.ATOMIC_MOVE);
        }
        return library;
    }

    private static void copyOwn(JarFile source, List<JarEntry> entries, JarOutputStream target) throws IOException {
        Set<String> written = new TreeSet<>();
        for (JarEntry entry : entries) {
            String name =
                    entry.getName().startsWith(CLASSES) ? entry.getName().substring(CLASSES.length()) : entry.getName();
            // Scanning for components looks for packages, which are entries of their own.
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                String folder = name.substring(0, slash + 1);
                if (!folder.equals("META-INF/") && written.add(folder)) {
                    target.putNextEntry(timed(folder));
                    target.closeEntry();
                }
            }
            if (written.add(name)) {
                target.putNextEntry(timed(name));
                try (InputStream in = source.getInputStream(entry)) {
                    in.transferTo(target);
                }
                target.closeEntry();
            }
        }
    }

    private static ZipEntry timed(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }

    private static Manifest manifest(JarFile source, String classPath) throws IOException {
        Attributes old = source.getManifest().getMainAttributes();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, old.getValue("Start-Class"));
        attributes.put(Attributes.Name.CLASS_PATH, classPath);
        for (Attributes.Name name :
                List.of(Attributes.Name.IMPLEMENTATION_TITLE, Attributes.Name.IMPLEMENTATION_VERSION)) {
            if (old.getValue(name) != null) {
                attributes.put(name, old.getValue(name));
            }
        }
        return manifest;
    }

    /** Boot writes the order of the class path beside the libraries. */
    private static List<JarEntry> inOrder(JarFile source, List<JarEntry> libraries) throws IOException {
        JarEntry index = source.getJarEntry("BOOT-INF/classpath.idx");
        if (index == null) {
            return libraries;
        }
        List<JarEntry> ordered = new ArrayList<>();
        try (InputStream in = source.getInputStream(index)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int from = line.indexOf('"');
                JarEntry entry = from < 0 ? null : source.getJarEntry(line.substring(from + 1, line.lastIndexOf('"')));
                if (entry != null) {
                    ordered.add(entry);
                }
            });
        }
        return ordered.size() == libraries.size() ? ordered : libraries;
    }

    private static String fingerprint(JarFile source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            source.stream().forEach(entry -> {
                String line = entry.getName() + ':' + entry.getCrc() + ':' + entry.getSize() + '\n';
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteOthers(Path folder) throws IOException {
        try (Stream<Path> siblings = Files.list(folder.resolveSibling(""))) {
            for (Path sibling : siblings.filter(path -> !path.equals(folder)).toList()) {
                dev.shopkeeper.local.postgres.Folders.delete(sibling);
            }
        }
    }
}
