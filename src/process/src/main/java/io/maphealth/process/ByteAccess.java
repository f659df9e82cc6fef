package io.maphealth.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
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

    /// Opens `/proc/PID/mem`; where its file mode forbids that but ptrace would not, falls back to process_vm_readv(2).
    static ByteAccess open(Path proc, long pid) throws IOException {
        Path mem = proc.resolve(Long.toString(pid)).resolve("mem");
        try {
            return new MemFile(FileChannel.open(mem, StandardOpenOption.READ));
        } catch (AccessDeniedException refused) {
            VmReads reads = new VmReads(pid);
            if (!reads.permitted()) {
                throw refused;
            }
            return reads;
        }
    }

    /// `/proc/PID/mem`, whose positions are addresses.
    record MemFile(FileChannel file) implements ByteAccess {
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
