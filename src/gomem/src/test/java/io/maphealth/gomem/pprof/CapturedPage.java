package io.maphealth.gomem.pprof;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the program `sites` (src/test/go/sites, built with -trimpath, run with GODEBUG=memprofilerate=65536) answered:
/// its heap page, the names of all addresses in it, and what it measured each map to cost.
record CapturedPage(String text, String symbols, Map<String, Long> truth) {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final Target TARGET =
            new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), "sites");

    static CapturedPage of(String version) {
        Map<String, Long> truth = new LinkedHashMap<>();
        resource(version + ".truth").lines().forEach(line -> {
            int equals = line.indexOf('=');
            truth.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        });
        return new CapturedPage(resource(version + ".page"), resource(version + ".symbols"), truth);
    }

    static PprofCensusReader reader() {
        return new PprofCensusReader(TARGET, PprofLimits.DEFAULT, CLOCK);
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    Census census() throws IOException, InterruptedException, UnreadablePprofException {
        return reader().read(stream(text), this::functions);
    }

    Map<Long, String> functions(Collection<Long> addresses) throws UnreadablePprofException {
        try {
            Map<Long, String> functions = SymbolPage.read(stream(symbols), PprofLimits.DEFAULT);
            functions.keySet().retainAll(addresses);
            return functions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = CapturedPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
