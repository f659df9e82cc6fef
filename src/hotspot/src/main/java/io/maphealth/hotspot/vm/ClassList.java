package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.List;

/// Lists the loaded classes of a JVM: those of each class loader in turn, array classes too.
///
/// A loader or class that is being linked in while its list is followed may be left out.
public final class ClassList {
    private static final int MOST_LOADERS = 1_000_000;
    private static final int MOST_CLASSES = 5_000_000;

    private final Words words;
    private final long headAddress;
    private final long nextLoader;
    private final long loaderClasses;
    private final long nextClass;
    private final long name;
    private final long superClass;
    private final long layoutHelper;
    private final SymbolNames names;

    public ClassList(VmStructs structs, Words words) throws UnknownLayoutException {
        this.words = words;
        this.headAddress = structs.address("ClassLoaderDataGraph", "_head");
        this.nextLoader = structs.offset("ClassLoaderData", "_next");
        this.loaderClasses = structs.offset("ClassLoaderData", "_klasses");
        this.nextClass = structs.offset("Klass", "_next_link");
        this.name = structs.offset("Klass", "_name");
        this.superClass = structs.offset("Klass", "_super");
        this.layoutHelper = structs.offset("Klass", "_layout_helper");
        this.names = new SymbolNames(structs, words);
    }

    public List<JavaClass> read() throws UnreadableMemoryException, UnknownLayoutException {
        List<JavaClass> classes = new ArrayList<>();
        long loader = words.longAt(headAddress);
        for (int loaders = 0; loader != 0; loaders++) {
            if (loaders == MOST_LOADERS || classes.size() > MOST_CLASSES) {
                throw new UnknownLayoutException("the list of class loaders has no end");
            }
            addClasses(words.longAt(loader + loaderClasses), classes);
            loader = words.longAt(loader + nextLoader);
        }
        return classes;
    }

    private void addClasses(long first, List<JavaClass> classes) throws UnreadableMemoryException {
        for (long klass = first;
                klass != 0 && classes.size() <= MOST_CLASSES;
                klass = words.longAt(klass + nextClass)) {
            classes.add(new JavaClass(
                    klass,
                    names.of(words.longAt(klass + name)),
                    words.longAt(klass + superClass),
                    words.intAt(klass + layoutHelper)));
        }
    }
}
