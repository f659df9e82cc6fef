package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.Figures;
import io.maphealth.core.HeapLayout;
import io.maphealth.core.HeapLayout.Basis;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.Totals;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Whom a census is about, how it was taken, and what it comes to, in words.
final class TargetLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TargetLine() {}

    /// `Go go1.26.8`, `pid 4711`, `process memory`, ...
    static List<String> facts(Census census) {
        Target target = census.target();
        List<String> facts = new ArrayList<>();
        facts.add(target.version()
                .map(version -> runtime(target) + " " + Names.whole(version).replaceFirst("^go(?=\\d)", ""))
                .orElse(runtime(target)));
        target.pid().ifPresent(pid -> facts.add("pid " + pid));
        facts.add(source(target.source()));
        facts.add(TIME.format(census.takenAt()));
        facts.add("read in " + millis(census.duration().toMillis()));
        pause(census).ifPresent(facts::add);
        census.gc().ifPresent(gc -> facts.add(Figures.count(gc.cycles(), "collection")));
        census.heapLayout().ifPresent(layout -> facts.addAll(layout(layout)));
        return facts;
    }

    /// `10,234 maps hold 734 MB and need 302 MB: rebuilding would free up to 432 MB (59 %)`.
    static String totals(Census census) {
        Totals totals = census.totals();
        String maps = totals.maps().isPresent() ? Figures.count(totals.maps().getAsLong(), "map") : "Maps";
        boolean one = totals.maps().orElse(0) == 1;
        String held = maps + (one ? " holds " : " hold ") + Figures.bytes(totals.heldBytes());
        Memory memory = Memory.of(totals);
        if (memory.neededBytes().isEmpty()) {
            return held + "; this source cannot tell how much " + (one ? "it needs" : "they need");
        }
        if (memory.ghostBytes().orElse(0) == 0) {
            return held + (one ? " and needs all of it" : " and need all of it");
        }
        return held + (one ? " and needs " : " and need ") + Known.bytes(memory.neededBytes())
                + ": rebuilding would free up to " + Known.bytes(memory.ghostBytes()) + " ("
                + Known.percent(memory.ghostShare()) + ")";
    }

    /// `compressed references, no compact headers, objects at multiples of 8 (measured)`; what is only assumed apart.
    private static List<String> layout(HeapLayout layout) {
        Map<Basis, List<String>> facts = new EnumMap<>(Basis.class);
        addTo(
                facts,
                layout.compressedOops(),
                compressed -> compressed ? "compressed references" : "references of 8 bytes");
        addTo(facts, layout.compactHeaders(), compact -> compact ? "compact headers" : "no compact headers");
        addTo(facts, layout.alignmentBytes(), bytes -> "objects at multiples of " + bytes);
        return facts.entrySet().stream()
                .map(known -> String.join(", ", known.getValue()) + " ("
                        + known.getKey().label() + ")")
                .toList();
    }

    private static <T> void addTo(
            Map<Basis, List<String>> facts, HeapLayout.Known<T> known, Function<T, String> words) {
        facts.computeIfAbsent(known.basis(), _ -> new ArrayList<>()).add(words.apply(known.value()));
    }

    /// A dump or core file stopped its target when it was written, of which its reading knows nothing.
    private static Optional<String> pause(Census census) {
        if (census.pause().isPositive()) {
            return Optional.of("paused for " + millis(census.pause().toMillis()));
        }
        return census.target().source().frozen() ? Optional.empty() : Optional.of("not paused");
    }

    private static String runtime(Target target) {
        return switch (target.runtime()) {
            case GO -> "Go";
            case JVM -> "JVM";
            case PYTHON -> "Python";
        };
    }

    private static String source(SourceKind source) {
        return switch (source) {
            case PPROF -> "pprof";
            case PROCESS_MEMORY -> "process memory";
            case CORE_FILE -> "core file";
            case HEAP_DUMP -> "heap dump";
            case CLASS_HISTOGRAM -> "class histogram";
            case EXPORTER -> "exporter";
            case TRACE -> "trace";
        };
    }

    private static String millis(long millis) {
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
