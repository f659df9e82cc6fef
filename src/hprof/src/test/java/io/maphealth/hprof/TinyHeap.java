package io.maphealth.hprof;

import io.maphealth.testkit.hprof.HeapDumpBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// A tiny dump with the classes that a HashMap is made of.
final class TinyHeap {
    final HeapDumpBuilder dump = new HeapDumpBuilder();
    final long object = dump.type("java/lang/Object", 0);
    final long abstractMap = dump.type("java/util/AbstractMap", object, "keySet", "values");
    final long hashMap =
            dump.type("java/util/HashMap", abstractMap, "table", "size:int", "modCount:int", "threshold:int");
    final long node = dump.type("java/util/HashMap$Node", object, "hash:int", "key", "value", "next");
    final long table = dump.arrayType("[Ljava/util/HashMap$Node;");
    final long string = dump.type("java/lang/String", object, "hash:int");
    final long holder = dump.type("com/acme/Registry", object, "sessions");

    /// One entry; its hash is its place.
    long entry(int hash, long next) {
        return dump.instance(node, hash, dump.instance(string, 0), 0, next);
    }

    /// A map with this table, held by `com.acme.Registry.sessions`.
    long map(int size, long... bins) {
        long map = dump.instance(hashMap, dump.array(table, bins), size, size, 0, 0, 0);
        dump.instance(holder, map);
        return map;
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("tiny.hprof"), dump.build());
    }

    static HeapDumpReader reader() {
        return reader(HeapDumpOptions.Temporary.USUAL);
    }

    static HeapDumpReader reader(HeapDumpOptions.Temporary temporary) {
        return new HeapDumpReader(
                new HeapDumpOptions(0, 2, 96 << 20).with(temporary), InstantSource.system(), Progress.SILENT);
    }
}
