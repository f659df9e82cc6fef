package io.maphealth.hprof.contract;

import java.util.Arrays;
import java.util.Optional;

/// What a map makes of the hash of a key before it keeps it with the entry.
enum Spread {
    /// `HashMap.hash`
    HASH_MAP("java/util/HashMap$Node", "key") {
        @Override
        int of(int hash) {
            return hash ^ (hash >>> 16);
        }
    },
    /// `ConcurrentHashMap.spread`
    CONCURRENT("java/util/concurrent/ConcurrentHashMap$Node", "key") {
        @Override
        int of(int hash) {
            return (hash ^ (hash >>> 16)) & Integer.MAX_VALUE;
        }
    },
    HASHTABLE("java/util/Hashtable$Entry", "key") {
        @Override
        int of(int hash) {
            return hash;
        }
    },
    /// `WeakHashMap.hash`
    WEAK("java/util/WeakHashMap$Entry", "referent") {
        @Override
        int of(int hash) {
            int mixed = hash ^ (hash >>> 20) ^ (hash >>> 12);
            return mixed ^ (mixed >>> 7) ^ (mixed >>> 4);
        }
    };

    private final String node;
    private final String key;

    Spread(String node, String key) {
        this.node = node;
        this.key = key;
    }

    abstract int of(int hash);

    /// The field of the key.
    String key() {
        return key;
    }

    /// That of the maps whose entries are of a class.
    static Optional<Spread> ofEntries(String className) {
        return Arrays.stream(values())
                .filter(spread -> spread.node.equals(className))
                .findFirst();
    }
}
