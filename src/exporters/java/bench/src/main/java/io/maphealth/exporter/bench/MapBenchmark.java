package io.maphealth.exporter.bench;

import io.maphealth.exporter.Census;
import io.maphealth.exporter.Limits;
import io.maphealth.exporter.MapRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a registered map costs the program (nothing: compare the two lines of `get` and `put`), and what a census of it
/// costs.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MapBenchmark {
    @Param({"false", "true"})
    public boolean registered;

    private final MapRegistry registry = new MapRegistry("bench", Limits.DEFAULT);
    private final Map<Integer, Integer> map = new HashMap<>();
    private final Map<Integer, Integer> large = new ConcurrentHashMap<>();
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < 10_000; i++) {
            map.put(i, i);
        }
        for (int i = 0; i < 1_000_000; i++) {
            large.put(i, i);
        }
        if (registered) {
            registry.watch("Bench.map", map);
            registry.watch("Bench.large", large);
            registry.census();
        }
    }

    @Benchmark
    public Integer get() {
        next = (next + 7919) % 10_000;
        return map.get(next);
    }

    @Benchmark
    public Integer put() {
        next = (next + 7919) % 10_000;
        return map.put(next, next);
    }

    /// Of 1,010,000 entries in two maps when they are registered.
    @Benchmark
    public Census census() {
        return registry.census();
    }
}
