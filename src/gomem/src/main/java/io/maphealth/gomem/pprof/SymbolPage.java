package io.maphealth.gomem.pprof;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is asked of `/debug/pprof/symbol` and how it answers: `num_symbols: 1`, then a line `0x40dcd1 main.main` for
/// each address that it can name (go1.21..1.26 net/http/pprof/pprof.go).
public final class SymbolPage {
    private SymbolPage() {}

    public static String question(Collection<Long> addresses) {
        return addresses.stream().map(pc -> "0x" + Long.toHexString(pc)).collect(Collectors.joining("+"));
    }

    public static Map<Long, String> read(InputStream answer, PprofLimits limits)
            throws IOException, UnreadablePprofException {
        PageLines lines = new PageLines(answer, limits);
        LineScanner header = lines.expect("\"num_symbols: \"");
        if (header.literal("num_symbols: ").decimal("a number") == 0) {
            throw header.unreadable("the program has no symbols");
        }
        Map<Long, String> names = new HashMap<>();
        for (Optional<LineScanner> line = lines.next(); line.isPresent(); line = lines.next()) {
            long pc = line.get().hexadecimal("an address");
            names.put(pc, line.get().literal(" ").rest());
        }
        return names;
    }
}
