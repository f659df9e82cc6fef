package io.maphealth.gomem.maps;

import io.maphealth.core.history.KeyPrints;
import java.util.Optional;

/// What the keys of one walk told: how many are not equal to themselves.
///
/// @param prints of some of the keys, where the map is followed
/// @param looked whether the key type is one that can hold a NaN, so that it was looked for
record KeyTally(boolean looked, long unequal, Optional<KeyPrints> prints) {
    static final KeyTally NOT_LOOKED = new KeyTally(false, 0, Optional.empty());
}
