package io.maphealth.process;

import java.nio.ByteBuffer;
import java.util.List;

/// The address space of another process, as it runs or as it was when it died. 64 bit, little endian.
///
/// Memory that changes while it is read may come back torn, and memory that is gone comes back short: both are values,
/// not exceptions. For one thread.
public sealed interface Memory extends AutoCloseable permits LiveMemory, CoreMemory, BudgetedMemory {
    /// Reads from `address` on into the buffer, from its position to its limit, and moves the position.
    ///
    /// @return bytes read; fewer than asked when the rest is not mapped, not readable, or the process has gone
    int read(long address, ByteBuffer into);

    /// What is mapped where, in order of address.
    Mappings mappings();

    /// The parts of `[start, end)` that hold a page; reading the others would give zeros and cost the process memory.
    List<AddressRange> resident(long start, long end);

    /// Whether the bytes still come from the process that was opened, and from the program that ran in it.
    boolean current();

    /// The program file, in a form that this process can open.
    ProgramFile program();

    @Override
    void close();
}
