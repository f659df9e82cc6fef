package io.maphealth.hotspot.vm;

/// A loaded class, as its Klass says. `name` is internal (`java/util/HashMap$Node`, `[Ljava/lang/Object;`); addresses
/// are of Klasses, 0 where there is none; `layoutHelper` is positive for instances (their size in bytes, lowest bits
/// aside) and negative for arrays.
public record JavaClass(long address, String name, long superAddress, int layoutHelper) {}
