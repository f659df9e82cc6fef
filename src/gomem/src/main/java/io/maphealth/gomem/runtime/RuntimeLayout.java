package io.maphealth.gomem.runtime;

import java.util.Map;

/// Where a Go version keeps its run-time's figures, in bytes from the start of each struct; 64-bit Linux, amd64 and
/// arm64 alike but for where a heap can start.
///
/// Read with `debug/dwarf` out of programs built by each version: `runtime.mspan` and `runtime.mheap` (mheap.go),
/// `runtime.g` (runtime2.go), `internal/abi.Type` (type.go), `internal/runtime/maps.Map` (map.go).
///
/// @param mallocHeaders whether pointerful objects over 512 bytes start with their type (go1.22 malloc.go)
/// @param firstAddress the lowest address of an arena (malloc.go `arenaBaseOffset`)
/// @param mapHeaderSize size class of a map's header
public record RuntimeLayout(
        GoVersion version,
        Span span,
        Goroutine goroutine,
        long firstAddress,
        boolean mallocHeaders,
        int mapHeaderSize,
        LoadFactor loadFactor) {

    /// `runtime.mspan`. `countWidth` is the width of `freeindex` and `nelems`; `largeType` is -1 where there is none;
    /// `marksInSpan` says whether small pointerful objects have their mark bits at the end of their span (go1.26
    /// mgcmark_greenteagc.go, the green tea collector) instead of at `markBits`.
    public record Span(
            int size,
            int startAddress,
            int pages,
            int freeIndex,
            int elements,
            int countWidth,
            int allocBits,
            int markBits,
            boolean marksInSpan,
            int sweepGeneration,
            int spanClass,
            int state,
            int elementSize,
            int largeType) {}

    /// `runtime.g`.
    public record Goroutine(int stackLow, int stackHigh, int stackPointer, int status) {}

    /// A bucket map grows when its count is over 8 and over `numerator / denominator` entries a bucket (map.go).
    public record LoadFactor(long numerator, long denominator) {}

    private static final Span SPAN_21 = new Span(168, 24, 32, 48, 56, 8, 72, 80, false, 96, 106, 107, 112, -1);
    private static final Span SPAN_22 = new Span(160, 24, 32, 48, 50, 2, 64, 72, false, 88, 98, 99, 104, 152);
    private static final Span SPAN_GREEN_TEA = new Span(160, 24, 32, 48, 50, 2, 64, 72, true, 88, 98, 99, 104, 152);
    /// go1.21 map.go counts in integers: 12 / 2; later versions 13 / 2.
    private static final LoadFactor SIX = new LoadFactor(12, 2);

    private static final LoadFactor SIX_AND_A_HALF = new LoadFactor(13, 2);
    private static final long FIRST_ADDRESS_AMD64 = -1L << 47;
    private static final int HEADER = 48;
    /// `hmap` of the noswissmap builds of go1.24 and go1.25 has a clearSeq: 56 bytes, size class 64.
    private static final int HEADER_WITH_CLEAR_SEQUENCE = 64;

    /// The layout of a version.
    ///
    /// @param amd64 whether the program is for amd64, else for arm64
    public static RuntimeLayout of(GoVersion version, boolean amd64) {
        boolean first = version.minor() <= 21;
        boolean longHeader = version.minor() >= 24 && !version.swissMaps();
        return new RuntimeLayout(
                version,
                span(version),
                goroutine(version.minor()),
                amd64 ? FIRST_ADDRESS_AMD64 : 0,
                !first,
                longHeader ? HEADER_WITH_CLEAR_SEQUENCE : HEADER,
                first ? SIX : SIX_AND_A_HALF);
    }

    /// Structs and their fields' offsets under the names that the run-time's source gives them.
    Map<String, Map<String, Integer>> structs() {
        Map<String, Integer> mspan = Map.ofEntries(
                Map.entry("startAddr", span.startAddress()),
                Map.entry("npages", span.pages()),
                Map.entry("freeindex", span.freeIndex()),
                Map.entry("nelems", span.elements()),
                Map.entry("allocBits", span.allocBits()),
                Map.entry("gcmarkBits", span.markBits()),
                Map.entry("sweepgen", span.sweepGeneration()),
                Map.entry("spanclass", span.spanClass()),
                Map.entry("state", span.state()),
                Map.entry("elemsize", span.elementSize()),
                Map.entry("largeType", span.largeType()));
        Map<String, Integer> g = Map.of(
                "stack", goroutine.stackLow(),
                "sched", goroutine.stackPointer(),
                "atomicstatus", goroutine.status());
        return Map.of(
                "runtime.mspan",
                mspan,
                "runtime.g",
                g,
                "runtime.moduledata",
                ModuleData.OFFSETS,
                "internal/abi.Type",
                TypeSection.OFFSETS);
    }

    private static Span span(GoVersion version) {
        if (version.minor() <= 21) {
            return SPAN_21;
        }
        return version.greenTea() ? SPAN_GREEN_TEA : SPAN_22;
    }

    private static Goroutine goroutine(int minor) {
        return switch (minor) {
            case 23, 24 -> new Goroutine(0, 8, 56, 152);
            default -> new Goroutine(0, 8, 56, 144);
        };
    }
}
