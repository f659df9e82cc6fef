package io.maphealth.hotspot.vm;

/// Where HotSpot says that a field of one of its C++ types is: at an offset in each object or, when static, at one
/// address.
record VmField(boolean isStatic, long offset, long address) {}
