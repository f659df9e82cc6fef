package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.javamaps.MapLayout;

/// A map class that a dump really has, subclasses included, and how it is laid out.
public record MapKind(int number, HeapClass type, MapLayout layout) {}
