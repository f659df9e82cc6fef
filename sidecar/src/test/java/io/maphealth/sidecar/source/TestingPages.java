package io.maphealth.sidecar.source;

import java.util.List;

/// A small heap page with one map and one stack that is no map's, and what a program answers with it.
final class TestingPages {
    static final String HEAP = """
            heap profile: 3: 303104 [5: 405504] @ heap/1048576
            1: 294912 [3: 397312] @ 0x40fb3e 0x411be7 0x69b266 0x4536b6
            #\t0x69b265\tmain.fill+0x84\t/src/main.go:7
            #\t0x4536b5\truntime.main+0x2d4\t/go/src/runtime/proc.go:290

            2: 8192 [2: 8192] @ 0x48bec9 0x69b386
            #\t0x69b385\tmain.list+0x25\t/src/main.go:9


            # runtime.MemStats
            # Sys = 29796632
            # HeapAlloc = 15351464
            # HeapInuse = 16367616
            # LastGC = 1795274160807743304
            # PauseNs = [65040 75708 0]
            # NumGC = 2
            # MaxRSS = 26664960
            """;

    static final String SYMBOLS = """
            num_symbols: 1
            0x40fb3d internal/runtime/maps.newTable
            0x411be6 runtime.mapassign_fast64
            0x48bec8 runtime.growslice
            """;

    static final TestingServer.Answer GOOD =
            (head, out) -> TestingServer.ok("text/plain; charset=utf-8", head.startsWith("POST") ? SYMBOLS : HEAP)
                    .write(head, out);

    private TestingPages() {}

    static List<String> requestLines(TestingServer server) {
        return server.heads().stream()
                .map(head -> head.lines().findFirst().orElse(""))
                .toList();
    }
}
