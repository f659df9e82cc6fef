package io.maphealth.process;

import java.util.Map;

/// A struct as debugging information describes it: its size and where its fields start, in bytes.
public record DwarfStruct(long size, Map<String, Long> fieldOffsets) {}
