package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.javamaps.CountLayout;
import io.maphealth.javamaps.MapLayout;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.javamaps.NodeLayout;
import io.maphealth.javamaps.NodeMark;
import io.maphealth.javamaps.WrapperLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Which classes of a dump are of interest, and what to keep of their instances: the layouts, resolved by name against
/// the classes of the dump.
public final class CapturePlan {
    private static final String ADDER = "java/util/concurrent/atomic/LongAdder";
    private static final String ADDER_CELL = "java/util/concurrent/atomic/Striped64$Cell";

    private final ClassTable classes;
    private final Map<String, MapLayout> maps = new HashMap<>();
    private final Map<String, NodeLayout> nodes = new HashMap<>();
    private final Map<String, WrapperLayout> wrappers = new HashMap<>();
    private final Map<String, String> cells = new HashMap<>();

    private final Map<Long, Planned> byClass = new HashMap<>();
    private final List<MapKind> mapKinds = new ArrayList<>();
    private final List<WrapperKind> wrapperKinds = new ArrayList<>();
    private final List<String> misunderstood = new ArrayList<>();

    public CapturePlan(ClassTable classes, MapLayouts layouts) {
        this.classes = classes;
        for (MapLayout map : layouts.maps()) {
            maps.put(map.className(), map);
            map.nodes().forEach(node -> nodes.put(node.className(), node));
            if (map.count() instanceof CountLayout.Striped striped) {
                cells.put(striped.cellClass(), striped.cellValue());
            }
        }
        cells.put(ADDER_CELL, "value");
        layouts.wrappers().forEach(wrapper -> wrappers.put(wrapper.className(), wrapper));
        classes.all().forEach(this::plan);
    }

    /// What to keep of the instances of one class.
    record Planned(int number, HeapClass type, int bytes, Capture capture) {}

    Map<Long, Planned> byClass() {
        return byClass;
    }

    public List<MapKind> mapKinds() {
        return mapKinds;
    }

    public List<WrapperKind> wrapperKinds() {
        return wrapperKinds;
    }

    /// Map classes that do not have the fields they are known by, so that their maps cannot be read.
    public List<String> misunderstood() {
        return misunderstood;
    }

    private void plan(HeapClass type) {
        List<Capture> captures = new ArrayList<>();
        nearest(type, maps).flatMap(map -> ofMap(type, map)).ifPresent(captures::add);
        nearest(type, nodes).flatMap(node -> ofNode(type, node)).ifPresent(captures::add);
        nearest(type, wrappers).flatMap(wrapper -> ofWrapper(type, wrapper)).ifPresent(captures::add);
        if (type.name().equals(ADDER)) {
            ofAdder(type).ifPresent(captures::add);
        }
        Optional.ofNullable(cells.get(type.name()))
                .flatMap(cell -> ofCell(type, cell))
                .ifPresent(captures::add);
        if (!captures.isEmpty()) {
            Capture capture = captures.size() == 1 ? captures.getFirst() : new Capture.OfSeveral(List.copyOf(captures));
            byClass.put(type.id(), new Planned(byClass.size(), type, type.instanceBytes(classes.idBytes()), capture));
        }
    }

    private static <T> Optional<T> nearest(HeapClass type, Map<String, T> layouts) {
        for (Optional<HeapClass> at = Optional.of(type);
                at.isPresent();
                at = at.get().parent()) {
            T layout = layouts.get(at.get().name());
            if (layout != null) {
                return Optional.of(layout);
            }
        }
        return Optional.empty();
    }

    private Optional<Capture> ofMap(HeapClass type, MapLayout layout) {
        Fields fields = new Fields(type);
        int entrance = fields.reference(layout.entrance());
        int modCount = layout.modCount().map(fields::integer).orElse(-1);
        int nextTable = layout instanceof BinTable bins
                ? bins.nextTable().map(fields::reference).orElse(-1)
                : -1;
        int extraEntry = layout instanceof CellTable table
                ? table.extraEntry().map(fields::flag).orElse(-1)
                : -1;
        int count = switch (layout.count()) {
            case CountLayout.Field(String name) -> fields.integer(name);
            case CountLayout.Striped striped -> fields.longInteger(striped.base());
            case CountLayout.Adder _, CountLayout.LengthOfTable _, CountLayout.OfRoot _ -> -1;
        };
        int cells = switch (layout.count()) {
            case CountLayout.Field _, CountLayout.LengthOfTable _, CountLayout.OfRoot _ -> -1;
            case CountLayout.Striped striped -> fields.reference(striped.cells());
            case CountLayout.Adder(String name) -> fields.reference(name);
        };
        MapKind kind = new MapKind(mapKinds.size(), type, layout);
        boolean wide = layout.count() instanceof CountLayout.Striped;
        Capture capture = new Capture.OfMap(kind, count, wide, entrance, modCount, extraEntry, cells, nextTable);
        if (fields.missing) {
            misunderstood.add(type.readableName());
            return Optional.empty();
        }
        mapKinds.add(kind);
        return Optional.of(capture);
    }

    private Optional<Capture> ofNode(HeapClass type, NodeLayout layout) {
        Fields fields = new Fields(type);
        Capture capture = switch (layout) {
            case NodeLayout.Chained node ->
                new Capture.OfChain(fields.reference(node.next()), fields.integer(node.hash()), OptionalInt.empty());
            case NodeLayout.ChainedInTree node ->
                new Capture.OfChain(
                        fields.reference(node.next()),
                        fields.integer(node.hash()),
                        OptionalInt.of(NodeMark.IN_TREE.number()));
            case NodeLayout.ChainedWeak node ->
                new Capture.OfWeakChain(
                        fields.reference(node.next()), fields.integer(node.hash()), fields.reference(node.referent()));
            case NodeLayout.ChainedUnlessDeleted node ->
                new Capture.OfValueChain(fields.reference(node.next()), fields.reference(node.value()));
            case NodeLayout.InCell node ->
                node.referent()
                        .<Capture>map(referent -> new Capture.OfWeakCell(fields.reference(referent)))
                        .orElseGet(Capture.OfNothing::new);
            case NodeLayout.BinHead node ->
                new Capture.OfChain(fields.reference(node.first()), -1, OptionalInt.of(NodeMark.BIN_HEAD.number()));
            case NodeLayout.MovedBin _ -> new Capture.OfMark(NodeMark.MOVED.number());
            case NodeLayout.Reservation _ -> new Capture.OfMark(NodeMark.RESERVED.number());
            case NodeLayout.Branch node ->
                new Capture.OfBranch(fields.reference(node.left()), fields.reference(node.right()));
        };
        if (fields.missing) {
            misunderstood.add(type.readableName());
            return Optional.empty();
        }
        return Optional.of(capture);
    }

    private Optional<Capture> ofWrapper(HeapClass type, WrapperLayout layout) {
        Fields fields = new Fields(type);
        Capture capture = new Capture.OfWrapper(wrapperKinds.size(), fields.reference(layout.map()));
        if (fields.missing) {
            return Optional.empty();
        }
        wrapperKinds.add(new WrapperKind(wrapperKinds.size(), type, layout));
        return Optional.of(capture);
    }

    private Optional<Capture> ofCell(HeapClass type, String value) {
        Fields fields = new Fields(type);
        Capture capture = new Capture.OfCell(fields.longInteger(value));
        return fields.missing ? Optional.empty() : Optional.of(capture);
    }

    private Optional<Capture> ofAdder(HeapClass type) {
        Fields fields = new Fields(type);
        Capture capture = new Capture.OfAdder(fields.longInteger("base"), fields.reference("cells"));
        return fields.missing ? Optional.empty() : Optional.of(capture);
    }

    /// Looks fields of a class up and remembers whether all were there.
    private final class Fields {
        private final HeapClass type;
        private boolean missing;

        Fields(HeapClass type) {
            this.type = type;
        }

        int reference(String name) {
            return offset(name, FieldType.REFERENCE);
        }

        int flag(String name) {
            return offset(name, FieldType.BOOLEAN);
        }

        int integer(String name) {
            return offset(name, FieldType.INT);
        }

        int longInteger(String name) {
            return offset(name, FieldType.LONG);
        }

        private int offset(String name, int type) {
            OptionalInt offset = this.type.offset(name, type, classes.idBytes());
            missing |= offset.isEmpty();
            return offset.orElse(-1);
        }
    }
}
