package io.maphealth.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which pages of a process hold something, by `/proc/PID/pagemap`. Where that cannot be read every page does.
final class PageMap implements AutoCloseable {
    private static final int PAGE_SIZE_OF_MOST = 4096;
    /// `AT_PAGESZ` (getauxval(3)).
    private static final long AUXILIARY_PAGE_SIZE = 6;

    private static final int ENTRY = Long.BYTES;
    private static final int PAGES_AT_ONCE = 8192;
    /// Bit 63: in memory, bit 62: in swap (proc_pid_pagemap(5)).
    private static final long HOLDS_SOMETHING = 1L << 63 | 1L << 62;

    private final Optional<FileChannel> file;
    private final long pageSize = pageSize(Path.of("/proc/self/auxv"));
    private final ByteBuffer entries =
            ByteBuffer.allocateDirect(PAGES_AT_ONCE * ENTRY).order(ByteOrder.LITTLE_ENDIAN);

    private PageMap(Optional<FileChannel> file) {
        this.file = file;
    }

    static PageMap open(Path path) {
        try {
            return new PageMap(Optional.of(FileChannel.open(path, StandardOpenOption.READ)));
        } catch (IOException _) {
            return new PageMap(Optional.empty());
        }
    }

    List<AddressRange> resident(long start, long end) {
        return file.isPresent() ? runs(file.orElseThrow(), start, end) : List.of(new AddressRange(start, end));
    }

    @Override
    public void close() {
        file.ifPresent(PageMap::close);
    }

    private List<AddressRange> runs(FileChannel pages, long start, long end) {
        List<AddressRange> runs = new ArrayList<>();
        long runStart = -1;
        for (long page = start / pageSize; page * pageSize < end; page++) {
            long index = (page - start / pageSize) % PAGES_AT_ONCE;
            if (index == 0 && !load(pages, page)) {
                return List.of(new AddressRange(start, end));
            }
            boolean holds = (entry((int) index) & HOLDS_SOMETHING) != 0;
            if (holds && runStart < 0) {
                runStart = Math.max(start, page * pageSize);
            } else if (!holds && runStart >= 0) {
                runs.add(new AddressRange(runStart, page * pageSize));
                runStart = -1;
            }
        }
        if (runStart >= 0) {
            runs.add(new AddressRange(runStart, end));
        }
        return runs;
    }

    private long entry(int index) {
        return index * ENTRY + ENTRY <= entries.limit() ? entries.getLong(index * ENTRY) : 0;
    }

    private boolean load(FileChannel pages, long firstPage) {
        try {
            entries.clear();
            int read = pages.read(entries, firstPage * ENTRY);
            entries.limit(Math.max(0, read));
            return read > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// What this kernel takes for a page: 16 or 64 KiB on some machines for arm64.
    static long pageSize(Path auxiliaryVector) {
        try {
            ByteBuffer vector =
                    ByteBuffer.wrap(Files.readAllBytes(auxiliaryVector)).order(ByteOrder.LITTLE_ENDIAN);
            while (vector.remaining() >= 2 * Long.BYTES) {
                boolean found = vector.getLong() == AUXILIARY_PAGE_SIZE;
                long value = vector.getLong();
                if (found && value >= PAGE_SIZE_OF_MOST) {
                    return value;
                }
            }
        } catch (IOException _) {
            // then it is as on most machines
        }
        return PAGE_SIZE_OF_MOST;
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it was only read
        }
    }
}
