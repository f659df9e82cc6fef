package io.maphealth.bench;

import io.maphealth.hprof.Progress;
import io.maphealth.hprof.capture.Budget;
import io.maphealth.hprof.capture.CapturePass;
import io.maphealth.hprof.capture.CapturePlan;
import io.maphealth.hprof.capture.SpillFile;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.DumpFile;
import io.maphealth.hprof.record.Head;
import io.maphealth.hprof.record.HeadReader;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.Unpacking;
import io.maphealth.javamaps.MapLayouts;
import java.nio.file.Path;

/// Looks at every object of a dump once, in one thread, again and again until its code is compiled, and prints the
/// seconds of the last time. Argument: the file.
public final class FirstPass {
    private static final int TIMES = 5;
    /// What an audit with `-Xmx96m` may take.
    private static final long MEMORY = 72 << 20;

    private FirstPass() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            pass(Path.of(arguments[0]));
            System.out.println((System.nanoTime() - start) / 1e9);
        }
    }

    private static void pass(Path file) throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DumpFile dump = DumpFile.open(file, new Unpacking(temporary, 0, 1, Progress.SILENT));
                SpillFile spill = new SpillFile(temporary)) {
            Head head = new HeadReader(dump).read();
            ClassTable classes = new ClassTable(head, dump.idBytes());
            HeapScan scan = new HeapScan(dump, 1, _ -> {});
            new CapturePass(
                            scan,
                            classes,
                            new CompactIds(head.firstObject()),
                            new CapturePass.Room(new Budget(MEMORY), spill))
                    .run(new CapturePlan(classes, MapLayouts.all()));
        }
    }
}
