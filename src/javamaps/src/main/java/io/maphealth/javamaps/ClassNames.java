package io.maphealth.javamaps;

import java.util.regex.Pattern;

/// Names of classes as people read them.
public final class ClassNames {
    private static final Pattern HIDDEN = Pattern.compile("[+/.]0x[0-9a-f]+$");
    private static final Pattern NUMBERED_LAMBDA = Pattern.compile("\\$\\$Lambda(\\$\\d+)?(/\\d+)?$");

    private ClassNames() {}

    /// As in source code: `java.util.Map$Entry`, without the numbers and addresses that the JVM gives to hidden classes
    /// and lambdas, which are others in each run.
    public static String readable(String internal) {
        String named = HIDDEN.matcher(internal).replaceAll("");
        return NUMBERED_LAMBDA.matcher(named).replaceAll("\\$\\$Lambda").replace('/', '.');
    }
}
