package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.ClassIndex;
import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.CountLayout;
import io.maphealth.javamaps.MapLayout;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.javamaps.NodeLayout;
import io.maphealth.javamaps.NodeMark;
import io.maphealth.process.UnreadableMemoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which loaded classes are maps and nodes, and where their fields are: the layouts, resolved by name against the JVM.
final class Plan {
    private static final long NONE = -1;

    private final FieldOffsets offsets;
    private final ClassIndex classes;
    private final Map<String, MapLayout> mapLayouts = new HashMap<>();
    private final Map<String, NodeLayout> nodeLayouts = new HashMap<>();
    private final Set<String> tableNames = new HashSet<>();
    private final @Nullable MapKind[] maps;
    private final @Nullable NodeKind[] nodes;
    private final boolean[] tables;
    private final List<String> misunderstood = new ArrayList<>();

    Plan(ClassIndex classes, FieldOffsets offsets, MapLayouts layouts)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.classes = classes;
        this.offsets = offsets;
        for (MapLayout map : layouts.maps()) {
            if (!isReadLive(map)) {
                continue;
            }
            mapLayouts.put(map.className(), map);
            if (map instanceof BinTable bins) {
                tableNames.add("[L" + bins.nodes().getFirst().className() + ";");
            }
            map.nodes().stream()
                    .filter(node -> !(node instanceof NodeLayout.InCell))
                    .forEach(node -> nodeLayouts.put(node.className(), node));
        }
        this.maps = new MapKind[classes.size()];
        this.nodes = new NodeKind[classes.size()];
        this.tables = new boolean[classes.size()];
        for (int number = 0; number < classes.size(); number++) {
            plan(number);
        }
    }

    private Plan(Plan plan) {
        this.classes = plan.classes;
        this.offsets = plan.offsets;
        this.maps = plan.maps;
        this.nodes = new NodeKind[classes.size()];
        this.tables = new boolean[classes.size()];
        this.misunderstood.addAll(plan.misunderstood);
    }

    /// The same maps, and nothing that they are made of.
    Plan ofMapsAlone() {
        return new Plan(this);
    }

    /// What composite maps are made of, and the length of a table as a count, is not captured.
    private static boolean isReadLive(MapLayout map) {
        return !(map instanceof CompositeLayout || map.count() instanceof CountLayout.LengthOfTable);
    }

    /// Null for a class that is no map.
    @Nullable
    MapKind map(int classNumber) {
        return maps[classNumber];
    }

    MapKind requireMap(int classNumber) {
        return Objects.requireNonNull(maps[classNumber]);
    }

    /// Null for a class that is no node.
    @Nullable
    NodeKind node(int classNumber) {
        return nodes[classNumber];
    }

    /// By class: where a node that is nothing but a link refers to the next one; 0 of others, and of maps.
    int[] plainNexts() {
        int[] nexts = new int[nodes.length];
        for (int number = 0; number < nexts.length; number++) {
            if (maps[number] == null
                    && nodes[number] instanceof NodeKind.Link link
                    && link.plain()
                    && link.next() > 0) {
                nexts[number] = (int) link.next();
            }
        }
        return nexts;
    }

    /// Whether objects of the class are tables of bins.
    boolean isTable(int classNumber) {
        return tables[classNumber];
    }

    /// Map classes without the fields they are known by, whose maps cannot be read.
    List<String> misunderstood() {
        return misunderstood;
    }

    private void plan(int number) throws UnreadableMemoryException, UnknownLayoutException {
        JavaClass javaClass = classes.get(number);
        if (javaClass.layoutHelper() <= 0) {
            tables[number] = tableNames.contains(javaClass.name());
            return;
        }
        Optional<MapLayout> map = nearest(javaClass, mapLayouts);
        Optional<NodeLayout> node = nearest(javaClass, nodeLayouts);
        Fields fields = new Fields(javaClass);
        if (map.isPresent()) {
            MapKind kind = mapKind(javaClass, map.get(), fields);
            maps[number] = fields.missing ? null : kind;
        }
        if (node.isPresent()) {
            NodeKind kind = nodeKind(node.get(), fields);
            nodes[number] = fields.missing ? null : kind;
        }
        if (fields.missing) {
            misunderstood.add(javaClass.name().replace('/', '.'));
        }
    }

    private <T> Optional<T> nearest(JavaClass javaClass, Map<String, T> layouts) {
        return offsets.lineage(javaClass).stream()
                .flatMap(one -> Optional.ofNullable(layouts.get(one.name())).stream())
                .findFirst();
    }

    private MapKind mapKind(JavaClass javaClass, MapLayout layout, Fields fields)
            throws UnreadableMemoryException, UnknownLayoutException {
        long entrance = fields.offset(layout.entrance());
        long modCount = fields.offset(layout.modCount());
        long nextTable = layout instanceof BinTable bins ? fields.offset(bins.nextTable()) : NONE;
        long extraEntry = layout instanceof CellTable cells ? fields.offset(cells.extraEntry()) : NONE;
        long count = switch (layout.count()) {
            case CountLayout.Field(String name) -> fields.offset(name);
            case CountLayout.Striped striped -> fields.offset(striped.base());
            case CountLayout.Adder _, CountLayout.LengthOfTable _, CountLayout.OfRoot _ -> NONE;
        };
        return new MapKind(
                javaClass, layout, count, entrance, modCount, striped(layout.count(), fields), nextTable, extraEntry);
    }

    private Optional<MapKind.Striped> striped(CountLayout count, Fields fields)
            throws UnreadableMemoryException, UnknownLayoutException {
        return switch (count) {
            case CountLayout.Field _, CountLayout.LengthOfTable _, CountLayout.OfRoot _ -> Optional.empty();
            case CountLayout.Striped striped ->
                Optional.of(new MapKind.Striped(
                        fields.offset(striped.cells()),
                        loaded(striped.cellClass()),
                        ofLoaded(striped.cellClass(), striped.cellValue()),
                        Optional.empty()));
            case CountLayout.Adder adder ->
                Optional.of(new MapKind.Striped(
                        fields.offset(adder.name()),
                        loaded(CountLayout.Adder.CELL_CLASS),
                        ofLoaded(CountLayout.Adder.CELL_CLASS, CountLayout.Adder.CELL_VALUE),
                        Optional.of(new MapKind.Adder(
                                loaded(CountLayout.Adder.CLASS),
                                ofLoaded(CountLayout.Adder.CLASS, CountLayout.Adder.BASE),
                                ofLoaded(CountLayout.Adder.CLASS, CountLayout.Adder.CELLS)))));
        };
    }

    /// The address of a class, 0 of one that is not loaded.
    private long loaded(String className) {
        return classes.named(className).map(JavaClass::address).orElse(0L);
    }

    /// A JVM that has not loaded a class has no objects of it either.
    private long ofLoaded(String className, String field) throws UnreadableMemoryException, UnknownLayoutException {
        Optional<JavaClass> loaded = classes.named(className);
        return loaded.isPresent() ? offsets.of(loaded.get(), field).orElse(NONE) : NONE;
    }

    private static NodeKind nodeKind(NodeLayout layout, Fields fields)
            throws UnreadableMemoryException, UnknownLayoutException {
        return switch (layout) {
            case NodeLayout.Chained node ->
                new NodeKind.Link(fields.offset(node.next()), fields.offset(node.hash()), NONE, Optional.empty());
            case NodeLayout.ChainedInTree node ->
                new NodeKind.Link(
                        fields.offset(node.next()), fields.offset(node.hash()), NONE, Optional.of(NodeMark.IN_TREE));
            case NodeLayout.ChainedWeak node ->
                new NodeKind.Link(
                        fields.offset(node.next()),
                        fields.offset(node.hash()),
                        fields.offset(node.referent()),
                        Optional.of(NodeMark.STALE));
            case NodeLayout.BinHead node ->
                new NodeKind.Link(fields.offset(node.first()), NONE, NONE, Optional.of(NodeMark.BIN_HEAD));
            case NodeLayout.MovedBin _ -> new NodeKind.Link(NONE, NONE, NONE, Optional.of(NodeMark.MOVED));
            case NodeLayout.Reservation _ -> new NodeKind.Link(NONE, NONE, NONE, Optional.of(NodeMark.RESERVED));
            case NodeLayout.ChainedUnlessDeleted node ->
                new NodeKind.Link(
                        fields.offset(node.next()), NONE, fields.offset(node.value()), Optional.of(NodeMark.DELETED));
            case NodeLayout.InCell _ -> throw new IllegalStateException(layout.className() + " is no part of a chain");
            case NodeLayout.Branch node -> new NodeKind.Fork(fields.offset(node.left()), fields.offset(node.right()));
        };
    }

    /// Looks fields of one class up and remembers whether all were there.
    private final class Fields {
        private final JavaClass javaClass;
        private boolean missing;

        Fields(JavaClass javaClass) {
            this.javaClass = javaClass;
        }

        long offset(String name) throws UnreadableMemoryException, UnknownLayoutException {
            Optional<Long> offset = offsets.of(javaClass, name);
            missing |= offset.isEmpty();
            return offset.orElse(NONE);
        }

        long offset(Optional<String> name) throws UnreadableMemoryException, UnknownLayoutException {
            return name.isPresent() ? offset(name.get()) : NONE;
        }
    }
}
