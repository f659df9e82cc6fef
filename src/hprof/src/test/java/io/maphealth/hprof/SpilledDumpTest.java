package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledDumpTest {
    private static final int BINS = 1 << 14;
    private static final int ENTRIES = 3 * BINS;
    private static final long TIGHT = 512 << 10;

    @TempDir
    private Path folder;

    @Test
    void whatHasNoRoomInMemoryIsFoundAllTheSameAndLeavesNothingBehind() throws Exception {
        TinyHeap heap = new TinyHeap();
        long[] bins = new long[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            bins[bin] = heap.entry(bin, heap.entry(bin, heap.entry(bin, 0)));
        }
        heap.map(ENTRIES, bins);
        Path dump = heap.write(folder);
        Path spills = Files.createDirectory(folder.resolve("spills"));
        AtomicLong spilled = new AtomicLong();

        Census census = new HeapDumpReader(
                        new HeapDumpOptions(0, 1, TIGHT, 1, HeapDumpOptions.Temporary.in(spills), false),
                        InstantSource.system(),
                        listener(spilled))
                .read(dump);

        assertThat(spilled.get()).isPositive();
        assertThat(census.complete()).isTrue();
        assertThat(census.totals().iterated()).hasValue(ENTRIES);
        assertThat(census.maps().getFirst().longestProbe()).hasValue(3);
        assertThat(spills).isEmptyDirectory();
    }

    private static Progress listener(AtomicLong spilled) {
        return new Progress() {
            @Override
            public void read(long bytes, long ofBytes) {
                // not what this is about
            }

            @Override
            public void spilled(long bytes) {
                spilled.set(bytes);
            }
        };
    }
}
