package io.maphealth.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The numbers that the kernel tells of a process in one line (proc_pid_stat(5)).
///
/// `startTicks` are clock ticks since boot; `codeStart` and `stackStart` change with exec(2), and are 0 for those who
/// may not trace the process, or where the kernel does not tell them.
record ProcessStat(long startTicks, long codeStart, long stackStart) {
    private static final int FIRST_AFTER_NAME = 3;
    private static final int START = 22;
    private static final int CODE_START = 26;
    private static final int STACK_START = 28;

    static Optional<ProcessStat> of(Path proc, long pid) {
        try {
            String stat = Files.readString(proc.resolve(Long.toString(pid)).resolve("stat"));
            // the name stands in parentheses and may hold spaces and parentheses itself
            String[] afterName =
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return Optional.of(new ProcessStat(
                    Long.parseLong(afterName[START - FIRST_AFTER_NAME]),
                    field(afterName, CODE_START),
                    field(afterName, STACK_START)));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static long field(String[] afterName, int number) {
        int index = number - FIRST_AFTER_NAME;
        return index < afterName.length ? Long.parseUnsignedLong(afterName[index]) : 0;
    }

    /// Whether both are of one process that went on with the same program.
    boolean sameProgram(ProcessStat other) {
        boolean untold = stackStart == 0 || other.stackStart == 0;
        return startTicks == other.startTicks
                && (untold || (codeStart == other.codeStart && stackStart == other.stackStart));
    }
}
