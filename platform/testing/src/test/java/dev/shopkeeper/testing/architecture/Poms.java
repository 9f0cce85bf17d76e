package dev.shopkeeper.testing.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The poms of the modules, as they stand in the source tree. */
final class Poms {

    /** One dependency of a module; the version where the module itself gives one. */
    record Dependency(
            String group, String artifact, @Nullable String version, String scope) {}

    private Poms() {}

    /** The folder of the aggregator pom. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".mvn"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no aggregator pom above this folder");
        }
        return folder;
    }

    /** Dependencies by artifact id of the module. */
    static Map<String, List<Dependency>> modules() throws Exception {
        Map<String, List<Dependency>> modules = new LinkedHashMap<>();
        for (Element module : children(child(project(root()), "modules"))) {
            Element pom = project(root().resolve(module.getTextContent().strip()));
            List<Dependency> dependencies = new ArrayList<>();
            for (Element each : children(child(pom, "dependencies"))) {
                String scope = text(each, "scope");
                dependencies.add(new Dependency(
                        String.valueOf(text(each, "groupId")),
                        String.valueOf(text(each, "artifactId")),
                        text(each, "version"),
                        scope == null ? "compile" : scope));
            }
            modules.put(String.valueOf(text(pom, "artifactId")), dependencies);
        }
        return modules;
    }

    private static Element project(Path folder) throws Exception {
        try (var stream = Files.newInputStream(folder.resolve("pom.xml"))) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(stream)
                    .getDocumentElement();
        } catch (IOException e) {
            throw new IOException("No pom in " + folder, e);
        }
    }

    private static @Nullable Element child(@Nullable Element parent, String name) {
        return children(parent).stream()
                .filter(each -> each.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<Element> children(@Nullable Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static @Nullable String text(Element parent, String name) {
        Element element = child(parent, name);
        return element == null ? null : element.getTextContent().strip();
    }
}
