package io.maphealth.it.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documentation is one whole: no link leads nowhere, and every page can be reached from the first.
class PagesTest {
    private static final Path ROOT = Examples.root();
    private static final Path SITE = ROOT.resolve("src/site/markdown");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void noLinkLeadsNowhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (Path linked : linkedBy(page)) {
                if (!Files.exists(linked)) {
                    broken.add(ROOT.relativize(page) + " -> " + ROOT.relativize(linked));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageCanBeReachedFromTheFirst() throws IOException {
        Set<Path> reached = new TreeSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(SITE.resolve("index.md")));
        while (!next.isEmpty()) {
            Path page = next.pop();
            if (reached.add(page)) {
                linkedBy(page).stream()
                        .filter(linked -> linked.toString().endsWith(".md"))
                        .forEach(next::push);
            }
        }
        assertThat(reached)
                .containsAll(pages().stream().filter(it -> it.startsWith(SITE)).toList());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> site = Files.walk(SITE)) {
            return Stream.concat(
                            Stream.of("README.md", ".github/CONTRIBUTING.md", "deploy/examples/README.md")
                                    .map(ROOT::resolve),
                            site.filter(it -> it.toString().endsWith(".md")))
                    .toList();
        }
    }

    /// Files of this repository that a page names, whether they are there or not.
    private static List<Path> linkedBy(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .map(link -> page.resolveSibling(link).normalize())
                .toList();
    }
}
