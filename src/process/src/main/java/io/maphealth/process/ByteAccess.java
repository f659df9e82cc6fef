package io.maphealth.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How the bytes of a running process are fetched.
sealed interface ByteAccess extends AutoCloseable permits ByteAccess.MemFile, VmReads {
    /// Reads into the buffer and moves its position.
    ///
    /// @return bytes read, 0 or less when there is nothing to read at the address
    int read(long address, ByteBuffer into);

    @Override
    void close();

    /// The system call where it is permitted, since it copies each page once and `/proc/PID/mem` twice; else that file,
    /// as some sandboxes (seccomp(2)) refuse the call.
    ///
    /// @param proc the proc file system of this process's own pid namespace
    static ByteAccess open(Path proc, long pid) throws IOException {
        VmReads reads = new VmReads(pid);
        if (reads.permitted()) {
            return reads;
        }
        reads.close();
        return MemFile.open(proc, pid);
    }

    /// `/proc/PID/mem`, whose positions are addresses.
    record MemFile(FileChannel file) implements ByteAccess {
        static MemFile open(Path proc, long pid) throws IOException {
            Path mem = proc.resolve(Long.toString(pid)).resolve("mem");
            return new MemFile(FileChannel.open(mem, StandardOpenOption.READ));
        }

        @Override
        public int read(long address, ByteBuffer into) {
            try {
                return file.read(into, address);
            } catch (IOException _) {
                return 0;
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException _) {
                // it was only read
            }
        }
    }
}
