package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.javamaps.ClassSlots;
import io.maphealth.javamaps.HolderRank;
import io.maphealth.javamaps.HolderRules;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.javamaps.WrapperLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All reference fields of all classes, numbered, each with a score: its rank as an owner first, then the lower number,
/// so that the choice between equals does not depend on the order of reading.
public final class HolderPlans {
    private static final int NUMBER_BITS = 27;
    private static final int MOST_NUMBER = (1 << NUMBER_BITS) - 1;
    private static final String THREAD = "java/lang/Thread";
    private static final List<HolderRank> RANKS = List.of(HolderRank.values());

    private final ClassTable classes;
    private final HolderRules rules;
    private final int[] firstField;

    public HolderPlans(ClassTable classes, MapLayouts layouts) {
        this.classes = classes;
        this.rules = new HolderRules(layouts);
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

    /// What is to be looked at of the instances of each class, and arrays that hold nothing but nodes of maps.
    record Index(ClassIndex<HolderPlan> classes, ClassSlots skippedArrays) {}

    Index index() {
        return new Index(instances(), arraysOfNodes());
    }

    private ClassIndex<HolderPlan> instances() {
        Map<Long, HolderPlan> plans = new HashMap<>();
        for (HeapClass type : classes.all()) {
            HolderPlan plan = plan(type);
            if (plan.references() > 0) {
                plans.put(type.id(), plan);
            }
        }
        return new ClassIndex<>(plans);
    }

    private ClassSlots arraysOfNodes() {
        return ClassSlots.inOrder(classes.names().entrySet().stream()
                .filter(array -> isArrayOfNodes(array.getValue()))
                .mapToLong(Map.Entry::getKey)
                .toArray());
    }

    private boolean isArrayOfNodes(String name) {
        return name.startsWith("[L") && rules.isNode(name.substring(2, name.length() - 1));
    }

    static int score(HolderRank rank, int number) {
        return (RANKS.indexOf(rank) << NUMBER_BITS) | (MOST_NUMBER - Math.min(number, MOST_NUMBER));
    }

    static HolderRank rank(int score) {
        return RANKS.get(score >>> NUMBER_BITS);
    }

    /// What a score was made of beside its rank.
    static int number(int score) {
        return MOST_NUMBER - (score & MOST_NUMBER);
    }

    int scoreOfStatic(HeapClass type, int index) {
        return score(
                HolderRank.STATIC, firstField[type.number()] + type.fields().size() + index);
    }

    /// The class and field of a score: `com.acme.Registry.sessions`.
    String name(int score) {
        return declaringClass(score) + "." + field(score);
    }

    /// The field of a score: `sessions`.
    String field(int score) {
        int number = number(score);
        HeapClass type = declaring(score);
        int index = number - firstField[type.number()];
        int fields = type.fields().size();
        return index < fields
                ? type.fields().get(index).name()
                : type.statics().get(index - fields).name();
    }

    /// Whether a score is of a field inside a collection of the JDK or a cache.
    boolean inStorage(int score) {
        return rules.isStorage(declaring(score).name());
    }

    /// Whether a score is of a field by which a collection holds what is put into it.
    boolean inCollection(int score) {
        return rules.isCollection(declaring(score).name());
    }

    /// The class that declares the field of a score.
    HeapClass declaring(int score) {
        int number = number(score);
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

    /// Whether a score is of a field by which a thread holds its variables.
    boolean ofVariables(int score) {
        return declaring(score).name().equals(THREAD) && field(score).endsWith("hreadLocals");
    }

    /// Whether a score is of the name of a thread.
    boolean ofThreadName(int score) {
        return declaring(score).name().equals(THREAD) && field(score).equals("name");
    }

    String declaringClass(int score) {
        return declaring(score).readableName();
    }

    private HolderPlan plan(HeapClass type) {
        List<HolderPlan.Slot> slots = new ArrayList<>();
        int offset = 0;
        for (Optional<HeapClass> at = Optional.of(type);
                at.isPresent();
                at = at.get().parent()) {
            HeapClass declaring = at.get();
            for (int i = 0; i < declaring.fields().size(); i++) {
                HeapClass.Field field = declaring.fields().get(i);
                HolderRank rank = field.type() == FieldType.REFERENCE ? rank(declaring, field.name()) : HolderRank.NONE;
                if (rank != HolderRank.NONE) {
                    slots.add(new HolderPlan.Slot(offset, score(rank, firstField[declaring.number()] + i)));
                }
                offset += FieldType.bytes(field.type(), classes.idBytes());
            }
        }
        return new HolderPlan(type.number(), offset, slots);
    }

    /// A wrapper is no owner: who holds it is.
    private HolderRank rank(HeapClass declaring, String field) {
        boolean wraps = rules.wrapper(declaring.name())
                .map(WrapperLayout::map)
                .filter(field::equals)
                .isPresent();
        return wraps ? HolderRank.NONE : rules.rank(declaring.name(), field);
    }
}
