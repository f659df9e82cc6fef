package io.maphealth.gomem.runtime;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.process.AddressRange;
import io.maphealth.process.Elf;
import io.maphealth.process.ElfSymbol;
import io.maphealth.process.ElfSymbols;
import io.maphealth.process.Memory;
import io.maphealth.process.UnreadableElfException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What does not change while a Go program runs: its version, layouts, types, and where its heap's list of spans is.
///
/// Nothing of it needs symbols or DWARF: stripped programs are read as well as others.
public record GoRuntime(
        RuntimeLayout layout,
        ModuleData module,
        TypeSection types,
        MapTypes mapTypes,
        SizeClasses sizeClasses,
        Heap heap,
        Goroutines goroutines,
        List<ElfSymbol> variables,
        DebugStructs debugStructs,
        long bias) {

    /// Reads a few hundred kilobytes of the program's memory, once.
    public static GoRuntime of(Memory memory) throws UnreadableGoException {
        try (Elf elf = Elf.open(memory.program().path())) {
            Image image = Image.of(elf, memory);
            GoVersion version = versionOf(elf, image);
            try {
                return of(elf, image, version, memory);
            } catch (UnreadableGoException unreadable) {
                throw version.known() ? unreadable : unverified(version, unreadable);
            }
        } catch (UnreadableElfException unreadable) {
            throw new UnreadableGoException(String.valueOf(unreadable.getMessage()));
        }
    }

    private static GoVersion versionOf(Elf elf, Image image) throws UnreadableGoException, UnreadableElfException {
        BuildInformation build = BuildInformation.of(elf, image.name());
        GoVersion version = GoVersion.of(build.version(), build.settings())
                .orElseThrow(() -> new UnreadableGoException(
                        "%s: built by an unknown Go version: %s".formatted(image.name(), build.version())));
        if (version.minor() < GoVersion.OLDEST) {
            throw new UnreadableGoException(
                    "%s: built by %s; go1.21 and newer can be read".formatted(image.name(), version.shortText()));
        }
        return version;
    }

    private static UnreadableGoException unverified(GoVersion version, UnreadableGoException reason) {
        return new UnreadableGoException("%s: layout unverified: %s is newer than go1.%d"
                .formatted(reason.getMessage(), version.shortText(), GoVersion.NEWEST));
    }

    private static GoRuntime of(Elf elf, Image image, GoVersion version, Memory memory)
            throws UnreadableGoException, UnreadableElfException {
        RuntimeLayout layout = RuntimeLayout.of(version, elf.header().machine() == Elf.MACHINE_AMD64);
        DebugStructs debugStructs = DebugStructs.of(elf, version.swissMaps());
        Optional<String> contradiction = debugStructs.contradiction(layout.structs());
        if (contradiction.isPresent()) {
            throw new UnreadableGoException(image.name() + ": " + contradiction.orElseThrow());
        }
        ModuleData module = ModuleData.find(image, memory);
        TypeSection types = TypeSection.read(memory, module.types());
        return new GoRuntime(
                layout,
                module,
                types,
                MapTypes.find(types, version.swissMaps()),
                new SizeClasses(layout.mallocHeaders()),
                Heap.find(memory, module, layout),
                Goroutines.find(memory, module, layout.goroutine()),
                variables(elf, module, image.bias()),
                debugStructs,
                image.bias());
    }

    /// The symbols of package variables that can hold pointers; none in a stripped program.
    private static List<ElfSymbol> variables(Elf elf, ModuleData module, long bias) throws UnreadableElfException {
        return new ElfSymbols(elf)
                .select(symbol -> symbol.data()
                        && (module.data().contains(symbol.address() + bias)
                                || module.bss().contains(symbol.address() + bias)));
    }

    /// Room for the spans, with none read yet.
    public Spans noSpans() {
        return new Spans(layout.span());
    }

    /// Reads the spans as they are now into the room of those that were read before.
    public void readAgain(Spans spans, Memory memory) throws UnreadableGoException {
        long generation = heap.sweepGeneration(memory);
        spans.read(memory, heap.spans(memory), generation);
    }

    /// Visits the part of each goroutine's stack that is in use.
    public void forEachStack(Memory memory, Spans spans, Consumer<AddressRange> visitor) {
        goroutines.forEachStack(memory, spans, layout.goroutine(), visitor);
    }

    /// Rises with each collection.
    public long sweepGeneration(Memory memory) {
        return heap.sweepGeneration(memory);
    }

    /// Collections that have run so far.
    public long gcCycles(Memory memory) {
        return heap.cycles(memory);
    }
}
