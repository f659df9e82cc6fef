package io.maphealth.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is mapped where, in order of address.
public final class Mappings {
    private static final int COLUMNS = 6;

    private final List<Mapping> mappings;
    private final long[] starts;

    /// @param mappings in order of address, none over another
    public Mappings(List<Mapping> mappings) {
        this.mappings = List.copyOf(mappings);
        this.starts =
                mappings.stream().mapToLong(mapping -> mapping.range().start()).toArray();
    }

    /// Reads the lines of `/proc/PID/maps` (format: proc_pid_maps(5)). A line it cannot read is left out.
    static Mappings parse(Stream<String> lines) {
        List<Mapping> found = new ArrayList<>();
        lines.forEach(line -> parseLine(line).ifPresent(found::add));
        return new Mappings(found);
    }

    public List<Mapping> all() {
        return mappings;
    }

    public Optional<Mapping> at(long address) {
        int index = indexAt(address);
        return index < 0 ? Optional.empty() : Optional.of(mappings.get(index));
    }

    public boolean mapped(long address) {
        return indexAt(address) >= 0;
    }

    /// The lowest address that the file is mapped at.
    public Optional<Mapping> firstOf(String path) {
        return mappings.stream().filter(mapping -> mapping.path().equals(path)).findFirst();
    }

    private int indexAt(long address) {
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= address) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= 0 && mappings.get(high).range().contains(address) ? high : -1;
    }

    private static Optional<Mapping> parseLine(String line) {
        String[] columns = line.split(" +", COLUMNS);
        int dash = columns[0].indexOf('-');
        if (columns.length < COLUMNS - 1 || dash < 0 || columns[1].length() < 3) {
            return Optional.empty();
        }
        try {
            AddressRange range = new AddressRange(
                    Long.parseUnsignedLong(columns[0], 0, dash, 16),
                    Long.parseUnsignedLong(columns[0], dash + 1, columns[0].length(), 16));
            // the vsyscall page lies above every address that a process can use
            return range.start() < 0 ? Optional.empty() : Optional.of(mapping(range, columns));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Mapping mapping(AddressRange range, String[] columns) {
        String permissions = columns[1];
        return new Mapping(
                range,
                permissions.charAt(0) == 'r',
                permissions.charAt(1) == 'w',
                permissions.charAt(2) == 'x',
                Long.parseUnsignedLong(columns[2], 16),
                columns.length == COLUMNS ? columns[COLUMNS - 1] : "");
    }
}
