package io.maphealth.process;

import java.nio.ByteBuffer;
import java.util.List;

/// Memory that comes back empty once a walk's budget is used up, so that every loop over it ends.
///
/// Closing it leaves the memory below open.
public record BudgetedMemory(Memory memory, WalkBudget budget) implements Memory {
    @Override
    public int read(long address, ByteBuffer into) {
        return budget.spend(into.remaining()) ? memory.read(address, into) : 0;
    }

    @Override
    public Mappings mappings() {
        return memory.mappings();
    }

    @Override
    public List<AddressRange> resident(long start, long end) {
        return memory.resident(start, end);
    }

    @Override
    public boolean current() {
        return memory.current();
    }

    @Override
    public ProgramFile program() {
        return memory.program();
    }

    @Override
    public void close() {}
}
