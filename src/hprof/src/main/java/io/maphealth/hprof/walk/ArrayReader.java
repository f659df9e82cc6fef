package io.maphealth.hprof.walk;

/// Reads one array of a map as it passes by, a stretch of elements at a time.
interface ArrayReader {
    void start(int map, int length);

    /// The next `count` references lie in the window from index `at` on.
    void elements(int at, int count);

    void end();
}
