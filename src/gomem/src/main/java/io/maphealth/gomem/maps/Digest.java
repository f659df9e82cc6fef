package io.maphealth.gomem.maps;

/// Mixes words to one that changes, next to surely, when any of them does.
final class Digest {
    private Digest() {}

    static long mixed(long digest, long word) {
        long sum = (digest ^ word) * 0x9E3779B97F4A7C15L;
        return sum ^ sum >>> 29;
    }
}
