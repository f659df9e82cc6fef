package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lists the loaded classes of a JVM: those of each class loader in turn, array classes too.
///
/// A loader or class that is being linked in while its list is followed may be left out. Names are read once. For one
/// thread.
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
    private Map<Long, Known> known = Map.of();
    private List<JavaClass> last = List.of();

    /// A class as it was seen before, and where its name is.
    private record Known(JavaClass javaClass, long symbol) {}

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

    /// All classes; the very same list as the last time when they are the same.
    public List<JavaClass> read() throws UnreadableMemoryException, UnknownLayoutException {
        Map<Long, Known> now = HashMap.newHashMap(known.size());
        List<JavaClass> classes = new ArrayList<>(known.size());
        long loader = words.longAt(headAddress);
        for (int loaders = 0; loader != 0; loaders++) {
            if (loaders == MOST_LOADERS || classes.size() > MOST_CLASSES) {
                throw new UnknownLayoutException("the list of class loaders has no end");
            }
            addClasses(words.longAt(loader + loaderClasses), classes, now);
            loader = words.longAt(loader + nextLoader);
        }
        known = now;
        if (!classes.equals(last)) {
            last = List.copyOf(classes);
        }
        return last;
    }

    private void addClasses(long first, List<JavaClass> classes, Map<Long, Known> now)
            throws UnreadableMemoryException {
        for (long klass = first;
                klass != 0 && classes.size() <= MOST_CLASSES;
                klass = words.longAt(klass + nextClass)) {
            Known one = classAt(klass);
            now.put(klass, one);
            classes.add(one.javaClass());
        }
    }

    private Known classAt(long klass) throws UnreadableMemoryException {
        long symbol = words.longAt(klass + name);
        long parent = words.longAt(klass + superClass);
        int layout = words.intAt(klass + layoutHelper);
        Known before = known.get(klass);
        if (before != null
                && before.symbol() == symbol
                && before.javaClass().superAddress() == parent
                && before.javaClass().layoutHelper() == layout) {
            return before;
        }
        return new Known(new JavaClass(klass, names.of(symbol), parent, layout), symbol);
    }
}
