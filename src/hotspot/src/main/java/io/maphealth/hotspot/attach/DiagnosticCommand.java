package io.maphealth.hotspot.attach;

import java.nio.file.Path;
import java.util.OptionalInt;

/// A request to HotSpot's diagnostic commands, as `jcmd PID help` lists them.
public sealed interface DiagnosticCommand {
    /// Name and options, as the JVM parses them.
    String line();

    /// Name and version of the JVM. Costs nothing.
    record VmVersion() implements DiagnosticCommand {
        @Override
        public String line() {
            return "VM.version";
        }
    }

    /// Size and use of the heap by generation; read it with [HeapUse]. Costs nothing.
    record HeapInfo() implements DiagnosticCommand {
        @Override
        public String line() {
            return "GC.heap_info";
        }
    }

    /// Instances and bytes by class. Stops the target for 0.2 to 0.6 s a GB; without `all` also for a full
    /// collection.
    record ClassHistogram(boolean all) implements DiagnosticCommand {
        @Override
        public String line() {
            return all ? "GC.class_histogram -all" : "GC.class_histogram";
        }
    }

    /// Writes a heap dump to a file that must not exist yet, named as the target sees it. Stops the target for 1.2
    /// to 3.5 s a GB; without `all` also for a full collection; with a gzip level (1 to 9, from JDK 15 on) for more
    /// than twice as long.
    record HeapDump(Path file, boolean all, OptionalInt gzipLevel) implements DiagnosticCommand {
        public HeapDump {
            if (!file.isAbsolute() || file.toString().chars().anyMatch(c -> c == '"' || c < ' ')) {
                throw new IllegalArgumentException("not an absolute path that a JVM can parse: " + file);
            }
        }

        @Override
        public String line() {
            StringBuilder line = new StringBuilder("GC.heap_dump");
            if (all) {
                line.append(" -all");
            }
            gzipLevel.ifPresent(level -> line.append(" -gz=").append(level));
            return line.append(" \"").append(file).append('"').toString();
        }
    }
}
