package io.maphealth.gomem.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.process.AddressRange;
import io.maphealth.process.CoreMemory;
import io.maphealth.process.DwarfStructs;
import io.maphealth.process.Elf;
import io.maphealth.process.ElfSymbol;
import io.maphealth.process.ElfSymbols;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be known of programs for arm64 on another machine: all that stands in their files. The oracles are the
/// linker's symbols, Go's debugging information, and the same program built for amd64.
class Arm64Test {
    private static final List<String> STRUCTS = List.of(
            "runtime.mspan",
            "runtime.g",
            "runtime.moduledata",
            "runtime.hmap",
            "runtime.mapextra",
            "internal/abi.Type",
            "internal/abi.MapType",
            "internal/abi.SwissMapType",
            "internal/runtime/maps.Map",
            "internal/runtime/maps.table");
    private static final List<String> MAP_TYPES =
            List.of("map[string]int", "map[main.wide]main.wide", "main.prices", "map[string]*main.session");

    @TempDir
    private Path folder;

    static Stream<String> versions() {
        Stream<String> quick = Stream.of("local", "go1.23.12");
        return "all".equals(System.getProperty("maphealth.targets"))
                ? Stream.concat(quick, Stream.of("go1.25.3", "go1.24.9", "go1.22.12", "go1.21.13"))
                : quick;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theStructsThatAreReadAreLaidOutAsOnAmd64(String version) throws Exception {
        try (Elf arm64 = Elf.open(program(version, "arm64"));
                Elf amd64 = Elf.open(program(version, "amd64"))) {
            assertThat(DwarfStructs.named(STRUCTS, arm64))
                    .isEqualTo(DwarfStructs.named(STRUCTS, amd64))
                    .hasSizeGreaterThan(5);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void versionModuleDataAndMapTypesAreFoundInTheFile(String version) throws Exception {
        Map<String, MapType> arm64 = mapTypes(version, "arm64", "-ldflags=-s -w");
        Map<String, MapType> amd64 = mapTypes(version, "amd64", "-ldflags=-s -w");

        assertThat(arm64).containsKeys(MAP_TYPES.toArray(String[]::new));
        assertThat(slots(arm64)).isEqualTo(slots(amd64));
    }

    private static Map<String, MapType.Slots> slots(Map<String, MapType> types) {
        return types.entrySet().stream()
                .filter(type -> MAP_TYPES.contains(type.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, type -> type.getValue().slots()));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theModuleDataSaysWhatTheLinkerSaid(String version) throws Exception {
        Path program = program(version, "arm64");
        try (CoreMemory memory = fileOnly(program);
                Elf elf = Elf.open(program)) {
            ModuleData module = ModuleData.find(Image.of(elf, memory), memory);

            assertThat(elf.header().machine()).isEqualTo(Elf.MACHINE_ARM64);
            assertThat(module.text()).isEqualTo(linked(elf, "runtime.text", "runtime.etext"));
            assertThat(module.bss()).isEqualTo(linked(elf, "runtime.bss", "runtime.ebss"));
            assertThat(module.data()).isEqualTo(linked(elf, "runtime.data", "runtime.edata"));
            assertThat(module.types()).isEqualTo(linked(elf, "runtime.types", "runtime.etypes"));
        }
    }

    private Map<String, MapType> mapTypes(String version, String machine, String... flags) throws Exception {
        Path program = program(version, machine, flags);
        try (CoreMemory memory = fileOnly(program);
                Elf elf = Elf.open(program)) {
            Image image = Image.of(elf, memory);
            BuildInformation build = BuildInformation.of(elf, image.name());
            GoVersion go = GoVersion.of(build.version(), build.settings()).orElseThrow();
            ModuleData module = ModuleData.find(image, memory);
            TypeSection types = TypeSection.read(memory, module.types());

            assertThat(go.known()).isTrue();
            return MapTypes.find(types, go.swissMaps()).all().stream()
                    .collect(Collectors.toMap(MapType::name, Function.identity(), (first, _) -> first));
        }
    }

    private static AddressRange linked(Elf elf, String start, String end) throws Exception {
        return new AddressRange(addressOf(elf, start), addressOf(elf, end));
    }

    private static long addressOf(Elf elf, String name) throws Exception {
        return new ElfSymbols(elf).named(name).map(ElfSymbol::address).orElseThrow();
    }

    /// A core that holds nothing: all memory there is comes from the program file.
    private CoreMemory fileOnly(Path program) throws Exception {
        return CoreMemory.open(emptyCore(), program);
    }

    private Path emptyCore() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1).putShort(16, (short) 4);
        return Files.write(folder.resolve("core"), header.array());
    }

    private static Path program(String version, String machine, String... flags) throws InterruptedException {
        return GoToolchain.required(version)
                .build(Path.of("src/test/go/truth"), Map.of("GOARCH", machine, "CGO_ENABLED", "0"), flags);
    }
}
