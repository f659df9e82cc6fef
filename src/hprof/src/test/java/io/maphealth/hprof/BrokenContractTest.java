package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Contract;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contracts that were broken in a real JVM are told of, and no others.
class BrokenContractTest {
    @TempDir
    private Path folder;

    @Test
    void everyBrokenContractIsToldOfWithTheNumberOfItsEntries() throws Exception {
        try (MapZoo zoo = MapZoo.ofContracts(Jdks.current(), folder)) {
            assertThat(faults(zoo.dump("contracts.hprof")))
                    .isEqualTo(new TreeMap<>(Map.of(
                            "ContractZoo.changedDates", "12 misplaced",
                            "ContractZoo.changedHash", "3 misplaced",
                            "ContractZoo.changedConcurrent", "4 misplaced",
                            "ContractZoo.heldByValues", "16 self-held",
                            "ContractZoo.tornOrder", "3 unlinked",
                            "ContractZoo.cyclic", "1 cyclic")));
        }
    }

    private static Map<String, String> faults(Path dump) throws Exception {
        return TinyHeap.reader().read(dump).maps().stream()
                .filter(map -> map.contract().broken() > 0)
                .collect(Collectors.toMap(
                        map -> map.site().owner().orElse("nobody"),
                        map -> described(map.contract()),
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
    }

    private static String described(Contract contract) {
        StringBuilder text = new StringBuilder();
        contract.misplaced().ifPresent(entries -> text.append(entries == 0 ? "" : entries + " misplaced"));
        contract.selfHeld().ifPresent(entries -> text.append(entries + " self-held"));
        contract.unlinked().ifPresent(entries -> text.append(entries + " unlinked"));
        contract.cyclicBins().ifPresent(bins -> text.append(bins + " cyclic"));
        return text.toString();
    }
}
