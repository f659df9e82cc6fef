package io.maphealth.hotspot.vm;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.process.LiveMemory;
import io.maphealth.process.MappedLibrary;
import io.maphealth.process.Words;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is the JVM that is read: it tells the offsets of its fields, the state of its flags and the number of its
/// classes itself.
class VmStructsTest {
    private static final Path TELLTALE = Path.of("src/test/programs/telltale");

    static Stream<Arguments> jvms() {
        return Jdks.runTimes(11, 17, 21, 25).stream()
                .flatMap(jdk -> Stream.of(
                                "-XX:+UseG1GC",
                                "-XX:+UseSerialGC",
                                "-XX:-UseCompressedOops",
                                jdk.feature() >= 25 ? "-XX:+UseCompactObjectHeaders" : "-XX:+UseParallelGC")
                        .map(option -> Arguments.of(jdk, option)));
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void fieldsAreWhereTheJvmItselfSaysTheyAre(Jdk jdk, String option) throws Exception {
        try (RunningProgram program =
                        JavaProgram.compile(jdk, TELLTALE).with(option).start("Telltale");
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), program.pid())) {
            Words words = new Words(memory);
            VmStructs structs = structs(memory, words);
            FieldList fields = FieldList.of(structs, words);
            Map<String, JavaClass> classes = new ClassList(structs, words)
                    .read().stream().collect(toMap(JavaClass::name, one -> one, (one, _) -> one));

            for (String name : List.of(
                    "java/util/HashMap",
                    "java/util/HashMap$Node",
                    "java/util/TreeMap",
                    "java/util/concurrent/ConcurrentHashMap",
                    "Telltale")) {
                Map<String, String> told = program.ask("offsets " + name.replace('/', '.'));
                Map<String, String> read = fields.of(requireNonNull(classes.get(name), name)).stream()
                        .collect(toMap(JavaField::name, field -> Long.toString(field.offset())));
                assertThat(read).as(name).isEqualTo(told);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void listsEveryLoadedClassAndReadsTheFlags(Jdk jdk, String option) throws Exception {
        try (RunningProgram program =
                        JavaProgram.compile(jdk, TELLTALE).with(option).start("Telltale");
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), program.pid())) {
            long loaded = program.ask("classes", "loaded");
            Words words = new Words(memory);
            VmStructs structs = structs(memory, words);
            VmFlags flags = VmFlags.read(structs, words);

            List<JavaClass> classes = new ClassList(structs, words).read();

            assertThat(classes.stream().filter(one -> !one.name().startsWith("[")))
                    .hasSize((int) loaded);
            assertThat(classes).extracting(JavaClass::name).contains("[Ljava/util/HashMap$Node;", "[J");
            assertThat(flags.on(option.substring("-XX:+".length()))).isEqualTo(option.charAt(4) == '+');
            assertThat(flags.value("MaxHeapSize")).isEqualTo(program.ask("heap", "max"));
        }
    }

    private static VmStructs structs(LiveMemory memory, Words words) throws Exception {
        MappedLibrary libjvm = MappedLibrary.find(memory, words, "libjvm.so").orElseThrow();
        return VmStructs.read(libjvm, words);
    }
}
