package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.javamaps.MapLayout;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.javamaps.NodeLayout;
import io.maphealth.javamaps.WrapperLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All reference fields of all classes, numbered, each with a score: its rank as an owner first, then the lower number,
/// so that the choice between equals does not depend on the order of reading.
final class HolderPlans {
    private static final int NUMBER_BITS = 27;
    private static final int MOST_NUMBER = (1 << NUMBER_BITS) - 1;
    private static final Set<String> PLATFORM = Set.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

    /// Fields of nodes that refer to nodes.
    private static final Set<String> LINKS = Set.of("next", "prev", "left", "right", "parent", "before", "after");

    private final ClassTable classes;
    private final Set<String> maps = new HashSet<>();
    private final Set<String> nodes = new HashSet<>();
    private final Map<String, String> wrapped = new HashMap<>();
    private final int[] firstField;

    HolderPlans(ClassTable classes, MapLayouts layouts) {
        this.classes = classes;
        for (MapLayout map : layouts.maps()) {
            maps.add(map.className());
            map.nodes().stream().map(NodeLayout::className).forEach(nodes::add);
        }
        for (WrapperLayout wrapper : layouts.wrappers()) {
            wrapped.put(wrapper.className(), wrapper.map());
        }
        this.firstField = new int[classes.all().size() + 1];
        for (HeapClass type : classes.all()) {
            firstField[type.number() + 1] = firstField[type.number()]
                    + type.fields().size()
                    + type.statics().size();
        }
    }

    ClassTable classes() {
        return classes;
    }

    ClassIndex<HolderPlan> index() {
        Map<Long, HolderPlan> plans = new HashMap<>();
        for (HeapClass type : classes.all()) {
            HolderPlan plan = plan(type);
            if (plan.references() > 0) {
                plans.put(type.id(), plan);
            }
        }
        return new ClassIndex<>(plans);
    }

    static int score(Rank rank, int number) {
        return (rank.number() << NUMBER_BITS) | (MOST_NUMBER - Math.min(number, MOST_NUMBER));
    }

    static Rank rank(int score) {
        return Rank.numbered(score >>> NUMBER_BITS);
    }

    int scoreOfStatic(HeapClass type, int index) {
        return score(Rank.STATIC, firstField[type.number()] + type.fields().size() + index);
    }

    /// The class and field of a score: `com.acme.Registry.sessions`.
    String name(int score) {
        int number = MOST_NUMBER - (score & MOST_NUMBER);
        HeapClass type = declaring(number);
        int index = number - firstField[type.number()];
        int fields = type.fields().size();
        String field = index < fields
                ? type.fields().get(index).name()
                : type.statics().get(index - fields).name();
        return type.readableName() + "." + field;
    }

    /// Whether a score is of a field inside a collection of the JDK.
    boolean inCollection(int score) {
        return declaring(MOST_NUMBER - (score & MOST_NUMBER)).name().startsWith("java/util/");
    }

    String declaringClass(int score) {
        return declaring(MOST_NUMBER - (score & MOST_NUMBER)).readableName();
    }

    private HeapClass declaring(int number) {
        int low = 0;
        int high = firstField.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (firstField[middle] <= number) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return classes.numbered(low);
    }

    private HolderPlan plan(HeapClass type) {
        List<Integer> offsets = new ArrayList<>();
        List<Integer> scores = new ArrayList<>();
        int offset = 0;
        for (Optional<HeapClass> at = Optional.of(type);
                at.isPresent();
                at = at.get().parent()) {
            HeapClass declaring = at.get();
            for (int i = 0; i < declaring.fields().size(); i++) {
                HeapClass.Field field = declaring.fields().get(i);
                Rank rank = field.type() == FieldType.REFERENCE ? rank(declaring, field.name()) : Rank.NONE;
                if (rank != Rank.NONE) {
                    offsets.add(offset);
                    scores.add(score(rank, firstField[declaring.number()] + i));
                }
                offset += FieldType.bytes(field.type(), classes.idBytes());
            }
        }
        return new HolderPlan(offset, offsets, scores);
    }

    private Rank rank(HeapClass declaring, String field) {
        String name = declaring.name();
        if (field.equals(wrapped.get(name))) {
            return Rank.NONE;
        }
        if (name.equals("java/lang/ref/Reference")) {
            return field.equals("referent") ? Rank.WEAK : Rank.NONE;
        }
        if (name.equals("java/lang/ThreadLocal$ThreadLocalMap$Entry")) {
            return Rank.THREAD_LOCAL;
        }
        if (nodes.contains(name)) {
            return LINKS.contains(field) ? Rank.NONE : Rank.ENTRY;
        }
        if (name.equals("java/lang/String")) {
            return Rank.NONE;
        }
        int nest = name.indexOf('$');
        boolean partOfMap = maps.contains(name) || (nest > 0 && maps.contains(name.substring(0, nest)));
        if (partOfMap || name.startsWith("java/util/Collections$")) {
            return Rank.NONE;
        }
        return PLATFORM.stream().anyMatch(name::startsWith) ? Rank.JDK_FIELD : Rank.FIELD;
    }
}
