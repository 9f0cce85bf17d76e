package dev.shopkeeper.benchmarks.routing;

import dev.shopkeeper.logistics.routing.RuinRecreateSolver;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A number of the product's solver that changes with its code, so that figures of another one are not taken for its own. */
final class SolverPrint {

    private SolverPrint() {}

    static String of() throws IOException {
        Class<?> solver = RuinRecreateSolver.class;
        String folder = solver.getPackageName().replace('.', '/');
        try {
            Path place = Path.of(
                    solver.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return print(place.resolve(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return print(jar.getPath(folder));
            }
        } catch (URISyntaxException e) {
            throw new IOException("The solver's classes cannot be found.", e);
        }
    }

    private static String print(Path folder) throws IOException {
        CRC32 sum = new CRC32();
        try (Stream<Path> list = Files.list(folder)) {
            List<Path> classes = list.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            for (Path file : classes) {
                sum.update(Files.readAllBytes(file));
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
