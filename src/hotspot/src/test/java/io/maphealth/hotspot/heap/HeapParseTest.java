package io.maphealth.hotspot.heap;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.hotspot.attach.AttachClient;
import io.maphealth.hotspot.attach.DiagnosticCommand.ClassHistogram;
import io.maphealth.hotspot.vm.ClassList;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.MappedLibrary;
import io.maphealth.process.Window;
import io.maphealth.process.Words;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is the class histogram that the JVM itself makes of its heap, garbage included, while it stands still.
class HeapParseTest {
    private static final Pattern HISTOGRAM_LINE = Pattern.compile(" *\\d+: +(\\d+) +\\d+ +(\\S+).*");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @MethodSource("io.maphealth.hotspot.heap.ReadableJvms#chosen")
    void countsTheObjectsOfAHeapAtRestAsItsOwnJvmDoes(Jdk jdk, String option) throws Exception {
        try (RunningProgram program = JavaProgram.compile(jdk, Path.of("src/test/programs/heapful"))
                        .with(option, "-Xmx256m")
                        .start("Heapful");
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), program.pid())) {
            Map<String, Long> told = histogram(program.pid());
            Map<String, Long> seen = new HashMap<>();

            HeapParse.Result result = parse(memory, seen);

            for (String name : List.of("Heapful$Order", "[LHeapful$Order;", "java/util/TreeMap$Entry")) {
                assertThat(seen.get(name)).as(name).isEqualTo(told.get(name.replace('/', '.')));
            }
            // of these, some are garbage from the start of the JVM, which 17 leaves out
            for (String name : List.of("java/util/HashMap", "java/util/HashMap$Node", "[Ljava/util/HashMap$Node;")) {
                assertThat(seen.getOrDefault(name, 0L))
                        .as(name)
                        .isGreaterThanOrEqualTo(told.get(name.replace('/', '.')));
            }
            long all = told.values().stream().mapToLong(Long::longValue).sum();
            // asking made some objects of its own
            assertThat(result.objects()).isBetween(all - all / 100, all + all / 50);
            assertThat(result.skippedBytes()).isLessThan(result.parsedBytes() / 1_000);
        }
    }

    private static HeapParse.Result parse(LiveMemory memory, Map<String, Long> seen) throws Exception {
        Words words = new Words(memory);
        VmStructs structs =
                VmStructs.read(MappedLibrary.find(memory, words, "libjvm.so").orElseThrow(), words);
        VmFlags flags = VmFlags.read(structs, words);
        ClassIndex classes = new ClassIndex(new ClassList(structs, words).read());
        HeapVisitor visitor = new HeapVisitor() {
            @Override
            public boolean wants(int classNumber) {
                return true;
            }

            @Override
            public void object(int classNumber, long address, Window window, HeapSpace space) {
                seen.merge(classes.get(classNumber).name(), 1L, Long::sum);
            }
        };
        HeapParse.Heap heap = new HeapParse.Heap(
                HeapSpaces.of(structs, flags, words, memory).read(),
                new AllocationBuffers(structs, words, References.read(structs, flags, words)).read());
        return new HeapParse(memory, ObjectHeaders.read(structs, flags, words))
                .parse(heap, classes, ObjectSizes.of(classes, structs, flags, words), visitor);
    }

    private static Map<String, Long> histogram(long pid) throws Exception {
        String answer = AttachClient.waitingAtMost(MINUTE).attach(pid).ask(new ClassHistogram(true), MINUTE);
        return answer.lines()
                .map(HISTOGRAM_LINE::matcher)
                .filter(Matcher::matches)
                .collect(toMap(line -> line.group(2), line -> Long.valueOf(line.group(1)), Long::sum));
    }
}
