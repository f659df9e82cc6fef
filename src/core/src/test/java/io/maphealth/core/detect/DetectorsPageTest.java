package io.maphealth.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DetectorsPageTest {
    private static final Path PAGE = Path.of("../site/markdown/reference/detectors.md");
    private static final Map<String, Supplier<String>> PARTS = Map.of(
            "thresholds", DetectorsPage::thresholds,
            "kinds", DetectorsPage::kinds,
            "sick shapes", DetectorsPage::sickShapes,
            "healthy shapes", DetectorsPage::healthyShapes,
            "hard shapes", DetectorsPage::hardShapes);

    @Test
    void theCommittedPageSaysWhatTheDetectorsDo() throws IOException {
        String committed = Files.readString(PAGE);
        String page = committed;
        for (Map.Entry<String, Supplier<String>> part : PARTS.entrySet()) {
            page = replaced(page, part.getKey(), part.getValue().get());
        }
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, page);
        } else {
            assertThat(committed)
                    .as("%s; mvn -pl src/core -am verify -Dregenerate=true writes it again", PAGE)
                    .isEqualTo(page);
        }
    }

    private static String replaced(String page, String part, String text) {
        String begin = "<!-- generated: " + part + " -->\n";
        String end = "<!-- end of generated: " + part + " -->";
        List<Integer> places = List.of(page.indexOf(begin), page.indexOf(end));
        assertThat(places).as("the marks of \"%s\"", part).allMatch(place -> place >= 0);
        return page.substring(0, places.getFirst() + begin.length()) + "\n" + text + "\n"
                + page.substring(places.getLast());
    }
}
