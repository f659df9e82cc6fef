package io.maphealth.protocol;

import com.fasterxml.jackson.core.StreamReadConstraints;

/// How much of a foreign document is taken in before it is refused.
///
/// `characters` is the whole document; `maps`, `sites` and `findings` are entries of those arrays. Other bounds do not
/// depend on who speaks: a string has at most 8192 characters, an object 100 fields, nesting is 16 deep.
public record ReadingBounds(long characters, int maps, int sites, int findings) {
    static final int STRING_CHARACTERS = 8_192;
    static final int FIELDS = 100;
    private static final int DEPTH = 16;
    private static final int NAME_CHARACTERS = 256;
    private static final int DIGITS = 64;

    /// For a census: what an exporter, a file or another sidecar may send.
    public static final ReadingBounds CENSUS = new ReadingBounds(64 << 20, 100_000, 20_000, 10_000);

    /// For a report: what one sidecar may send to the operator.
    public static final ReadingBounds REPORT = new ReadingBounds(1 << 20, 0, 200, 200);

    StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxDocumentLength(characters)
                .maxNestingDepth(DEPTH)
                .maxStringLength(STRING_CHARACTERS)
                .maxNameLength(NAME_CHARACTERS)
                .maxNumberLength(DIGITS)
                .build();
    }
}
