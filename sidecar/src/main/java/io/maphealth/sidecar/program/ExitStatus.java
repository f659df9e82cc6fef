package io.maphealth.sidecar.program;

/// What the program says to the one that started it.
public final class ExitStatus {
    public static final int NOTHING_FOUND = 0;
    public static final int FINDINGS = 1;
    public static final int WRONG_USAGE = 2;
    public static final int UNREADABLE_INPUT = 3;

    private ExitStatus() {}
}
