package io.maphealth.exporter.bench.jmh_generated;
public class MapBenchmark_jmhType extends MapBenchmark_jmhType_B3 {
}

