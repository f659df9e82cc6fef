package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.GoType;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.ModuleData;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Whether the bytes of a slot can be a key and a value of a map type: a bool is 0 or 1, a string's pointer points,
/// a pointer leads to an object of the size that it is declared to lead to.
final class SlotPlausibility {
    private static final long MOST_LENGTH = 1L << 40;
    /// The lowest page is never mapped.
    private static final long LOWEST_ADDRESS = 4096;

    private static final int WORD = Long.BYTES;

    private static final int TINY = 16;

    private final GoRuntime runtime;
    private final Spans spans;
    private final ModuleData module;
    private final long imageEnd;
    private final Map<Long, Optional<GoType>> pointees = new HashMap<>();

    SlotPlausibility(GoRuntime runtime, Spans spans) {
        this.runtime = runtime;
        this.spans = spans;
        this.module = runtime.module();
        this.imageEnd = Math.max(module.types().end(), module.noPointerBss().end());
    }

    boolean holds(MapType type, Window window, long group, int slot) {
        MapType.Slots slots = type.slots();
        long key = group + slots.keyStart() + (long) slot * slots.keyStride();
        long elem = group + slots.elemStart() + (long) slot * slots.elemStride();
        boolean swiss =
                slots.keyStride() == slots.elemStride() && slots.elemStart() < slots.keyStart() + slots.keyStride();
        return value(type.key(), type.indirectKey(), window, key)
                && value(type.elem(), type.indirectElem(), window, elem)
                && (!swiss || paddingIsZero(type, window, key, elem));
    }

    private boolean value(GoType type, boolean indirect, Window window, long at) {
        if (indirect) {
            return isObjectOf(type, window.longAt(at));
        }
        return switch (type.kind()) {
            case BOOL -> window.unsignedByteAt(at) <= 1;
            case FLOAT32 ->
                plausibleExponent(Math.getExponent(Float.intBitsToFloat(window.intAt(at))), window.intAt(at));
            case FLOAT64 ->
                plausibleExponent(Math.getExponent(Double.longBitsToDouble(window.longAt(at))), window.longAt(at));
            case STRING -> text(window.longAt(at), window.longAt(at + WORD));
            case SLICE ->
                text(window.longAt(at), window.longAt(at + WORD))
                        && window.longAt(at + WORD) <= window.longAt(at + 2 * WORD);
            case POINTER -> pointer(window.longAt(at)) && leadsTo(type, window.longAt(at));
            case CHAN, FUNC, MAP, UNSAFE_POINTER -> pointer(window.longAt(at));
            case INTERFACE -> pointer(window.longAt(at)) || window.longAt(at) > LOWEST_ADDRESS;
            case INVALID,
                    INT,
                    INT8,
                    INT16,
                    INT32,
                    INT64,
                    UINT,
                    UINT8,
                    UINT16,
                    UINT32,
                    UINT64,
                    UINTPTR,
                    COMPLEX64,
                    COMPLEX128,
                    ARRAY,
                    STRUCT -> true;
        };
    }

    /// Whether an object that was allocated for one value of a type can start here.
    private boolean isObjectOf(GoType type, long address) {
        int span = spans.at(address);
        return span >= 0
                && spans.inUse(span)
                && spans.pointers(span) == type.hasPointers()
                && spans.elementSize(span) == runtime.sizeClasses().of(type.size(), type.hasPointers())
                && spans.dataStart(span, address, runtime.layout().mallocHeaders());
    }

    /// A small integer, taken for a floating-point number, is denormal; real data hardly ever is.
    private static boolean plausibleExponent(int exponent, long bits) {
        return bits == 0 || exponent >= Float.MIN_EXPONENT;
    }

    private boolean text(long address, long length) {
        return length >= 0 && length < MOST_LENGTH && (length == 0 || points(address));
    }

    private boolean pointer(long address) {
        return address == 0 || points(address);
    }

    /// Whether an address can be what a pointer of a type is declared to lead to: an object of its size class,
    /// or a part of a larger object that ends with it.
    private boolean leadsTo(GoType pointer, long address) {
        int span = spans.at(address);
        Optional<GoType> pointee = pointees.computeIfAbsent(pointer.address(), runtime.types()::elemOf);
        if (span < 0 || !spans.inUse(span) || pointee.isEmpty()) {
            return true;
        }
        GoType elem = pointee.orElseThrow();
        if (!spans.dataStart(span, address, runtime.layout().mallocHeaders())) {
            return address + elem.size() <= spans.objectStart(span, address) + spans.elementSize(span);
        }
        // the smallest objects without pointers share one of this size (go1.21..1.26 runtime/malloc.go)
        boolean tiny = !elem.hasPointers() && elem.size() < TINY && spans.elementSize(span) == TINY;
        return spans.pointers(span) == elem.hasPointers()
                && (tiny || spans.elementSize(span) == runtime.sizeClasses().of(elem.size(), elem.hasPointers()));
    }

    private boolean points(long address) {
        return spans.at(address) >= 0 || (address >= module.text().start() && address < imageEnd);
    }

    private static boolean paddingIsZero(MapType type, Window window, long key, long elem) {
        long keySize = type.indirectKey() ? WORD : type.key().size();
        long elemSize = type.indirectElem() ? WORD : type.elem().size();
        return zero(window, key + keySize, elem)
                && zero(window, elem + elemSize, key + type.slots().keyStride());
    }

    private static boolean zero(Window window, long start, long end) {
        for (long at = start; at < end; at++) {
            if (window.byteAt(at) != 0) {
                return false;
            }
        }
        return true;
    }
}
