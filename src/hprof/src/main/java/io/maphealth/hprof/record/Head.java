package io.maphealth.hprof.record;

import java.util.List;
import java.util.Map;

/// What a dump tells before its first object: the names of its classes by class id, and their definitions with the
/// strings they need. `firstObject` is the id of the first object, 0
/// when there is none.
public record Head(
        Map<Long, String> classNames, Map<Long, String> fieldNames, List<ClassDump> classes, long firstObject) {}
