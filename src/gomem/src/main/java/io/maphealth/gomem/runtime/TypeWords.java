package io.maphealth.gomem.runtime;

import io.maphealth.process.Pages;

/// The type that memory itself names for an object: in the span's descriptor for a large one, in a word in front of a
/// pointerful one over 512 bytes (go1.22 malloc.go `mallocgc`).
public final class TypeWords {
    private final GoRuntime runtime;
    private final Pages pages;
    private final Spans spans;

    public TypeWords(GoRuntime runtime, Pages pages, Spans spans) {
        this.runtime = runtime;
        this.pages = pages;
        this.spans = spans;
    }

    /// The address of the type of the object that holds an address; 0 when memory names none.
    public long of(int span, long address) {
        long at = spans.typeAddress(span);
        if (at == 0 && spans.headed(span, runtime.layout().mallocHeaders())) {
            at = spans.objectStart(span, address);
        }
        return at == 0 ? 0 : pages.wordAt(at);
    }
}
