package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads what the threads of a JVM are called (`java.lang.Thread.name`). For one thread.
final class ThreadNames {
    private static final String THREAD = "java/lang/Thread";
    private static final String STRING = "java/lang/String";
    private static final int MOST_BYTES = 400;

    private final Vm vm;
    private final LiveJvm jvm;
    private final FieldOffsets offsets;
    private final long threadObject;
    private final long name;
    private final long characters;
    private final long coder;
    private final long firstCharacter;
    private final Window window = new Window(MOST_BYTES);

    ThreadNames(Vm vm, LiveJvm jvm, FieldOffsets offsets) throws UnreadableMemoryException, UnknownLayoutException {
        this.vm = vm;
        this.jvm = jvm;
        this.offsets = offsets;
        this.threadObject = vm.structs().offset("JavaThread", "_threadObj");
        this.name = field(THREAD, "name");
        this.characters = field(STRING, "value");
        this.coder = field(STRING, "coder");
        this.firstCharacter = loaded("[B").arrayHeaderBytes();
    }

    private long field(String className, String field) throws UnreadableMemoryException, UnknownLayoutException {
        return offsets.of(loaded(className), field)
                .orElseThrow(() -> new UnknownLayoutException("%s has no field %s".formatted(className, field)));
    }

    private JavaClass loaded(String className) throws UnknownLayoutException {
        return jvm.classes()
                .named(className)
                .orElseThrow(() -> new UnknownLayoutException("this JVM has no class " + className));
    }

    /// `Thread "main"`, or `Thread` where its name cannot be read.
    String of(long thread) throws UnreadableMemoryException {
        return text(thread).map(text -> "Thread \"" + text + "\"").orElse("Thread");
    }

    private Optional<String> text(long thread) throws UnreadableMemoryException {
        long object = object(thread);
        long string = object == 0 ? 0 : vm.referenceAt(object + name, window);
        long array = string == 0 ? 0 : vm.referenceAt(string + characters, window);
        if (array == 0 || !window.load(vm.memory(), string + coder, 1)) {
            return Optional.empty();
        }
        boolean wide = window.byteAt(string + coder) != 0;
        long lengthAt = array + vm.headers().kind().lengthOffset();
        long length = window.load(vm.memory(), lengthAt, Integer.BYTES) ? window.unsignedIntAt(lengthAt) : 0;
        int bytes = (int) Math.min(MOST_BYTES, length);
        if (!window.load(vm.memory(), array + firstCharacter, bytes)) {
            return Optional.empty();
        }
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = window.byteAt(array + firstCharacter + i);
        }
        return Optional.of(new String(text, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
    }

    /// The `java.lang.Thread` of a thread, to which it refers itself or, from JDK 17 on, by a handle; else 0.
    private long object(long thread) throws UnreadableMemoryException {
        long pointer = vm.words().longAt(thread + threadObject);
        if (isThread(pointer)) {
            return pointer;
        }
        long handled =
                pointer == 0 ? 0 : vm.references().uncompressed(vm.words().longAt(pointer));
        return isThread(handled) ? handled : 0;
    }

    private boolean isThread(long address) {
        int number = jvm.classes().of(vm.classAt(address, window));
        return number >= 0
                && offsets.lineage(jvm.classes().get(number)).stream()
                        .anyMatch(one -> one.name().equals(THREAD));
    }
}
