package io.maphealth.gomem.maps;

/// What the keys of one walk told: how many are not equal to themselves.
///
/// @param looked whether the key type is one that can hold a NaN, so that it was looked for
record KeyTally(boolean looked, long unequal) {
    static final KeyTally NOT_LOOKED = new KeyTally(false, 0);
}
