package io.maphealth.protocol;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Writes a census and its findings as `maphealth.census/v1`, field by field, and never closes the stream.
///
/// Maps, sites and changes come largest first, cut to the first `top`; a map that is a suspect is written whatever its
/// size, and totals and findings are never cut.
public final class CensusWriter {
    private static final Comparator<MapSnapshot> LARGEST_FIRST =
            Comparator.comparingLong(MapSnapshot::heldBytes).reversed().thenComparing(MapSnapshot::id);

    private final int top;
    private final boolean indented;

    private CensusWriter(int top, boolean indented) {
        this.top = top == 0 ? Integer.MAX_VALUE : top;
        this.indented = indented;
    }

    /// One line, for programs.
    ///
    /// @param top how many maps and sites to write; 0 writes all
    public static CensusWriter compact(int top) {
        return new CensusWriter(top, false);
    }

    /// A field a line, for people.
    ///
    /// @param top how many maps and sites to write; 0 writes all
    public static CensusWriter indented(int top) {
        return new CensusWriter(top, true);
    }

    public void write(CensusDocument document, OutputStream to) throws IOException {
        Census census = document.census();
        try (FieldWriter out = new FieldWriter(to, indented)) {
            out.document(() -> {
                out.text("schema", CensusDocument.SCHEMA);
                LookFields.write(out, census);
                out.array("maps", () -> writeMaps(out, census));
                out.array("sites", () -> writeSites(out, census));
                out.array("findings", () -> writeFindings(out, document));
                if (document.before().isPresent()) {
                    ComparisonFields.write(out, document.before().get(), top);
                }
            });
        }
    }

    private void writeMaps(FieldWriter out, Census census) throws IOException {
        List<MapSnapshot> largest = census.maps().stream().limit(top).toList();
        Set<MapSnapshot> written = new HashSet<>(largest);
        Stream<MapSnapshot> suspects = census.suspects().stream().filter(written::add);
        for (MapSnapshot map :
                Stream.concat(largest.stream(), suspects).sorted(LARGEST_FIRST).toList()) {
            out.element(() -> MapFields.write(out, map));
        }
    }

    private void writeSites(FieldWriter out, Census census) throws IOException {
        for (SiteSnapshot site : census.sites().stream().limit(top).toList()) {
            out.element(() -> SiteFields.write(out, site));
        }
    }

    private static void writeFindings(FieldWriter out, CensusDocument document) throws IOException {
        for (Finding finding : document.findings()) {
            out.element(() -> FindingFields.write(out, finding, document.path(finding)));
        }
    }
}
