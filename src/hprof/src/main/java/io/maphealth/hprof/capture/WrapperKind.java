package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.javamaps.WrapperLayout;

/// A class that wraps maps and that a dump really has, subclasses included.
public record WrapperKind(int number, HeapClass type, WrapperLayout layout) {}
