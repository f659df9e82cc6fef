package io.maphealth.gomem.owners;

import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/// Searches the data segments of a program for pointers to headers of maps.
///
/// Where no symbol says what a word is (a stripped program, or what `&T{...}` at package level made), the nearest
/// pointer to something before it tells where a struct starts, and the word's place in it which field it can be.
final class VariableSearch {
    private static final int CHUNK = 1 << 18;
    private static final int MOST_NAMELESS = 10_000;
    private static final long LARGEST_STRUCT = 1 << 16;

    private final Memory memory;
    private final List<AddressRange> segments;
    private final OwnerSearch.Names names;
    private final Window window = new Window(CHUNK);
    /// Address of the word -> header that it points to.
    private final TreeMap<Long, Long> nameless = new TreeMap<>();

    /// Where something in the segments starts, and the word that tells so.
    private record Start(long address, long pointedToBy) {
        static final Start NONE = new Start(0, 0);

        Start later(Start other) {
            return other.address > address ? other : this;
        }
    }

    private interface Visitor {
        void word(long at, long value);
    }

    VariableSearch(Memory memory, List<AddressRange> segments, OwnerSearch.Names names) {
        this.memory = memory;
        this.segments = segments;
        this.names = names;
    }

    /// @param found takes a header and its holder
    void search(LongPredicate header, BiConsumer<Long, Holder> found) {
        nameless.clear();
        forEachWord((at, value) -> {
            if (header.test(value)) {
                Optional<Holder> variable = names.variables().at(at, names.fields());
                variable.ifPresent(holder -> found.accept(value, holder));
                if (variable.isEmpty() && nameless.size() < MOST_NAMELESS) {
                    nameless.put(at, value);
                }
            }
        });
        if (!nameless.isEmpty()) {
            startsBeforeNameless()
                    .forEach((at, start) -> holder(at - start.address(), start).ifPresent(holder -> {
                        Optional.ofNullable(nameless.get(at)).ifPresent(value -> found.accept(value, holder));
                    }));
        }
    }

    private Optional<Holder> holder(long offset, Start start) {
        List<StructFields.MapField> fields = names.fields().at(offset);
        Optional<String> variable = names.variables().nameAt(start.pointedToBy());
        if (variable.isEmpty()) {
            return fields.isEmpty() ? Optional.empty() : Optional.of(new Holder.LikelyField(fields));
        }
        String name = variable.orElseThrow();
        return Optional.of(new Holder.Part(name, offset == 0 ? name : name + "+" + offset, fields));
    }

    private Map<Long, Start> startsBeforeNameless() {
        TreeMap<Long, Start> nearest = new TreeMap<>();
        forEachWord((at, value) -> {
            Long next = inSegments(value) ? nameless.ceilingKey(value) : null;
            if (next != null) {
                nearest.merge(next, new Start(value, at), Start::later);
            }
        });
        // a struct may hold several maps: a later one starts where the one before it does
        TreeMap<Long, Start> starts = new TreeMap<>();
        Start start = Start.NONE;
        for (long at : nameless.keySet()) {
            start = start.later(nearest.getOrDefault(at, Start.NONE));
            if (at - start.address() < LARGEST_STRUCT) {
                starts.put(at, start);
            }
        }
        return starts;
    }

    private boolean inSegments(long address) {
        return segments.stream().anyMatch(segment -> segment.contains(address));
    }

    private void forEachWord(Visitor visitor) {
        for (AddressRange segment : segments) {
            for (AddressRange run : memory.resident(segment.start(), segment.end())) {
                for (long start = run.start(); start < run.end(); start += CHUNK) {
                    window.load(memory, start, (int) Math.min(CHUNK, run.end() - start));
                    for (long at = start; window.covers(at, Long.BYTES); at += Long.BYTES) {
                        visitor.word(at, window.longAt(at));
                    }
                }
            }
        }
    }
}
