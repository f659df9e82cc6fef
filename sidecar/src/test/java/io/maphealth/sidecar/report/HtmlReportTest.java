package io.maphealth.sidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.protocol.CensusDocument;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final Pattern OWN_CODE = Pattern.compile("<(style|script)>(.*?)</\\1>", Pattern.DOTALL);
    private static final Pattern SINGLE = Pattern.compile("<((?:meta|input)[^>]*)>");

    static Stream<CensusDocument> shapes() {
        return Stream.of(
                TestingReports.shop(),
                TestingReports.noFindings(),
                TestingReports.oneMap(),
                TestingReports.incomplete(),
                TestingReports.hostile());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isWellFormedAndNeedsNothingElse(CensusDocument document) throws Exception {
        String html = new HtmlReport(50).of(document);

        assertThat(elements(parsed(html), "*"))
                .extracting(Element::getTagName)
                .doesNotContain("img", "link", "iframe", "a", "object");
        assertThat(html).doesNotContainPattern("\\s(src|href|style|on[a-z]+)=\"");
        assertThat(html).doesNotContain("http://", "https://", "@import", "url(");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void allowsItsOwnStyleAndScriptByHashAndNothingElse(CensusDocument document) throws Exception {
        String html = new HtmlReport(50).of(document);
        String policy = elements(parsed(html), "meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .findFirst()
                .orElseThrow();

        List<String> hashes = new ArrayList<>();
        for (Matcher code = OWN_CODE.matcher(html); code.find(); ) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(code.group(2).getBytes(StandardCharsets.UTF_8));
            hashes.add(code.group(1) + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(policy)
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; " + String.join("; ", hashes));
    }

    @Test
    void showsHostileNamesAsText() throws Exception {
        String html = new HtmlReport(50).of(TestingReports.hostile());

        assertThat(OWN_CODE.matcher(html).replaceAll("")).doesNotContain("<img", "</script>", "\u202e", "\u0000");
        assertThat(elements(parsed(html), "h1").getFirst().getTextContent())
                .contains("</script><img src=x onerror=alert(1)>\"'&");
    }

    @Test
    void putsTheMostUrgentFindingFirstWithItsEvidenceAndAdvice() throws Exception {
        List<Element> cards = elements(parsed(new HtmlReport(50).of(TestingReports.shop())), "article");

        assertThat(cards).hasSize(3);
        assertThat(cards.getFirst().getTextContent())
                .contains("critical LeakGrowth", "time to limit31 hours", "since5 hours ago", "bound the map");
    }

    @Test
    void listsSitesAndMapsToTheTopWithACellForEveryHeading() throws Exception {
        Document page = parsed(new HtmlReport(7).of(TestingReports.shop()));

        for (Element table : elements(page, "table")) {
            List<Element> rows = elements(table, "tr");
            assertThat(rows).hasSize(1 + 7);
            assertThat(rows).extracting(row -> cells(row)).containsOnly(cells(rows.getFirst()));
        }
    }

    @Test
    void marksWhatIsWrongInATable() throws Exception {
        List<String> bad = elements(parsed(new HtmlReport(0).of(TestingReports.shop())), "td").stream()
                .filter(cell -> cell.getAttribute("class").equals("bad"))
                .map(Element::getTextContent)
                .toList();

        assertThat(bad).containsExactlyInAnyOrder("3,096", "3,096", "9", "4");
    }

    @Test
    void saysThatSomethingWasNotRead() {
        assertThat(new HtmlReport(50).of(TestingReports.incomplete()))
                .contains("Not everything was read: ", "the binary is stripped", "48 MB ± 3 %")
                .doesNotContain("What rebuilding would free");
    }

    @Test
    void drawsAColumnForEveryTenthOfFill() {
        Histogram histogram = FillHistogram.of(TestingReports.shop().census().maps());

        assertThat(histogram.maps()).isEqualTo(50);
        assertThat(histogram.columns()).hasSize(11);
        assertThat(histogram.columns().getFirst()).isEqualTo(new Histogram.Column("0–10", 1, 16_790_000, true));
    }

    private static int cells(Element row) {
        return elements(row, "th").size() + elements(row, "td").size();
    }

    private static Document parsed(String html) throws Exception {
        String xml = SINGLE.matcher(OWN_CODE.matcher(html).replaceAll("<$1></$1>"))
                .replaceAll("<$1/>")
                .replaceFirst("<!doctype html>", "");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml.strip())));
    }

    private static List<Element> elements(Document page, String name) {
        return elements(page.getDocumentElement(), name);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }
}
