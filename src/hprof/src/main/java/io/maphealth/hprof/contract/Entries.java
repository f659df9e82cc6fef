package io.maphealth.hprof.contract;

import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.LongLog;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the entries of all maps say that has to be true of other objects: which hash a key has, which key a value must
/// not hold, which entry comes after which.
final class Entries {
    private final Map<Spread, IdTable> hashes = new EnumMap<>(Spread.class);
    private final Map<Integer, Set<Integer>> keysOfValue = new HashMap<>();
    private final Set<Integer> disputed = new HashSet<>();
    private final IdTable after;
    private final IdTable heads;
    private final Set<Integer> ownKeys = new HashSet<>();
    private final boolean whole;

    Entries(List<ContractVisitor> visitors) {
        for (Spread spread : Spread.values()) {
            hashes.put(
                    spread,
                    hashes(visitors.stream()
                            .map(visitor -> visitor.hashes(spread))
                            .toList()));
        }
        this.after =
                LongLog.table(visitors.stream().map(visitor -> visitor.after).toList());
        this.heads =
                LongLog.table(visitors.stream().map(visitor -> visitor.heads).toList());
        this.whole = visitors.stream().noneMatch(visitor -> visitor.full);
        visitors.forEach(visitor -> ownKeys.addAll(visitor.ownKeys));
        visitors.forEach(visitor -> visitor.weak.forEach((value, key) ->
                keysOfValue.computeIfAbsent(value, _ -> new HashSet<>()).add(key)));
    }

    private IdTable hashes(List<LongLog> logs) {
        IdTable table = new IdTable(LongLog.sizeOf(logs));
        logs.forEach(log -> log.drain((key, hash) -> {
            if (!table.put(key, hash) && table.get(key) != hash) {
                disputed.add(key);
            }
        }));
        return table;
    }

    /// Whether there was room for all of them; without, nothing is told of hashes and order.
    boolean whole() {
        return whole;
    }

    /// Whether some entry keeps another hash for a key than the key has.
    boolean contradicts(int key, int hash) {
        if (disputed.contains(key)) {
            return true;
        }
        for (Map.Entry<Spread, IdTable> kept : hashes.entrySet()) {
            int stored = kept.getValue().get(key);
            if (stored != 0 && stored != nonZero(kept.getKey().of(hash))) {
                return true;
            }
        }
        return false;
    }

    /// The weak keys whose values an object is.
    Set<Integer> weakKeysOf(int value) {
        return keysOfValue.getOrDefault(value, Set.of());
    }

    /// Weak entries whose value is their key.
    Set<Integer> ownKeys() {
        return ownKeys;
    }

    /// How many entries a map with an order of its own has in it, at most so many.
    long inOrder(int map, long most) {
        long entries = 0;
        for (int entry = heads.get(map); entry != 0 && entries < most; entry = after.get(entry)) {
            entries++;
        }
        return entries;
    }

    /// In a table 0 is no number.
    static int nonZero(int hash) {
        return hash == 0 ? 1 : hash;
    }
}
