package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.SizeClasses;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Optional;

/// Reads the directory and the tables of one map after another.
final class SwissTables {
    /// Bytes of a directory that are read at once.
    private static final int DIRECTORY_PART = 1 << 16;

    private static final int MOST_GROUP = 1 << 12;

    private final boolean mallocHeaders;
    private final Memory memory;
    private final Spans spans;
    private final TableTypes types;
    private final Window directory = new Window(DIRECTORY_PART);
    private final Window tables = new Window(SizeClasses.PAGE);

    SwissTables(GoRuntime runtime, Memory memory, Spans spans, TableTypes types) {
        this.mallocHeaders = runtime.layout().mallocHeaders();
        this.memory = memory;
        this.spans = spans;
        this.types = types;
    }

    /// Reads anew from here on.
    void forget() {
        tables.load(memory, 0, 0);
        directory.load(memory, 0, 0);
    }

    /// Where the table of an entry of a directory is, 0 when that cannot be read.
    ///
    /// @param end of the directory
    long addressAt(long entry, long end) {
        if (!directory.covers(entry, Long.BYTES)) {
            directory.load(memory, entry, (int) Math.min(DIRECTORY_PART, end - entry));
        }
        return directory.covers(entry, Long.BYTES) ? directory.longAt(entry) : 0;
    }

    /// The table at an address; empty when there is none.
    Optional<SwissTable> at(long address) {
        int span = spans.at(address);
        boolean isTable =
                span >= 0 && spans.elementSize(span) == SwissTable.SIZE && spans.objectStart(span, address) == address;
        if (!isTable || !load(span, address)) {
            return Optional.empty();
        }
        long slots = tables.unsignedShortAt(address + SwissTable.CAPACITY);
        long data = tables.longAt(address + SwissTable.GROUPS);
        int dataSpan = spans.at(data);
        SwissTable table = new SwissTable(
                dataSpan,
                data,
                slots,
                tables.unsignedShortAt(address + SwissTable.USED),
                tables.unsignedShortAt(address + SwissTable.GROWTH_LEFT),
                tables.unsignedByteAt(address + SwissTable.LOCAL_DEPTH));
        boolean plausible = Long.bitCount(slots) == 1
                && slots >= SwissTable.SLOTS_OF_GROUP
                && slots <= SwissTable.MOST_SLOTS
                && tables.longAt(address + SwissTable.LENGTH_MASK) + 1 == slots / SwissTable.SLOTS_OF_GROUP
                && table.used() <= slots
                && dataSpan >= 0
                && spans.dataStart(dataSpan, data, mallocHeaders)
                && slots <= spans.elementSize(dataSpan);
        return plausible ? Optional.of(table) : Optional.empty();
    }

    /// The types that a table can be of by the memory that holds it.
    TableTypes.Match typesOf(SwissTable table) {
        return types.match(table.span(), table.data(), table.groups());
    }

    long heldBytes(SwissTable table) {
        return SwissTable.SIZE + spans.elementSize(table.span());
    }

    /// Whether its keys or values hold pointers.
    boolean pointers(SwissTable table) {
        return spans.pointers(table.span());
    }

    /// The largest size that its groups can have.
    int roomOfGroup(SwissTable table) {
        long room = spans.elementSize(table.span()) - (table.data() - spans.objectStart(table.span(), table.data()));
        return (int) Math.min(room / table.groups(), MOST_GROUP)
                / SwissTable.SLOTS_OF_GROUP
                * SwissTable.SLOTS_OF_GROUP;
    }

    /// Tables are small and lie side by side: copies the page around one unless it is there already.
    private boolean load(int span, long address) {
        if (!tables.covers(address, SwissTable.SIZE)) {
            long start = Math.max(spans.start(span), address - address % SizeClasses.PAGE);
            tables.load(memory, start, (int) Math.min(SizeClasses.PAGE, spans.end(span) - start));
        }
        return tables.covers(address, SwissTable.SIZE);
    }
}
