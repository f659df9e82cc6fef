package io.maphealth.hotspot.vm;

/// A field that a class declares itself. `offset` is in each object or, for a static field, in the class's mirror;
/// `signature` is internal (`I`, `[Ljava/util/HashMap$Node;`).
public record JavaField(String name, String signature, long offset, boolean isStatic) {
    private static final int ACC_STATIC = 0x8;

    static JavaField of(String name, String signature, long offset, long accessFlags) {
        return new JavaField(name, signature, offset, (accessFlags & ACC_STATIC) != 0);
    }

    public boolean isReference() {
        return signature.startsWith("L") || signature.startsWith("[");
    }
}
