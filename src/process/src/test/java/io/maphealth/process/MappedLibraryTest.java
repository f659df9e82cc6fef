package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Linker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The oracle is the dynamic linker of this very process: where it says a function lies, the symbol must be.
class MappedLibraryTest {
    @Test
    void findsTheDynamicSymbolsOfALoadedLibrary() throws Exception {
        List<String> functions = List.of("malloc", "free", "qsort");
        try (LiveMemory memory =
                LiveMemory.open(Path.of("/proc"), ProcessHandle.current().pid())) {
            MappedLibrary library =
                    MappedLibrary.find(memory, new Words(memory), "libc.so.6").orElseThrow();

            Map<String, Long> found = library.symbols(functions::contains);

            assertThat(library.path()).endsWith("/libc.so.6");
            for (String function : functions) {
                long address = Linker.nativeLinker()
                        .defaultLookup()
                        .find(function)
                        .orElseThrow()
                        .address();
                assertThat(found).containsEntry(function, address);
            }
        }
    }

    @Test
    void saysThatALibraryIsNotLoaded() throws Exception {
        try (LiveMemory memory =
                LiveMemory.open(Path.of("/proc"), ProcessHandle.current().pid())) {
            assertThat(MappedLibrary.find(memory, new Words(memory), "libnothing.so"))
                    .isEmpty();
        }
    }
}
