package io.maphealth.bench;

import io.maphealth.process.AddressRange;
import io.maphealth.process.Mapping;
import io.maphealth.process.Memory;
import java.nio.ByteBuffer;

/// Copies all writable memory of a process that is there, and looks at none of it: what any reader needs at least.
record PlainRead(Memory memory, ByteBuffer into) {
    private static final int CHUNK = 1 << 20;

    PlainRead(Memory memory) {
        this(memory, ByteBuffer.allocateDirect(CHUNK));
    }

    String once() {
        long bytes = 0;
        for (Mapping mapping : memory.mappings().all()) {
            if (mapping.readable() && mapping.writable()) {
                for (AddressRange run :
                        memory.resident(mapping.range().start(), mapping.range().end())) {
                    bytes += read(run);
                }
            }
        }
        return "%,d MiB".formatted(bytes >> 20);
    }

    private long read(AddressRange run) {
        long bytes = 0;
        for (long at = run.start(); at < run.end(); at += CHUNK) {
            into.clear().limit((int) Math.min(CHUNK, run.end() - at));
            bytes += memory.read(at, into);
        }
        return bytes;
    }
}
