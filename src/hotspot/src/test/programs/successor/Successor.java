import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/** A program with maps that becomes another one when it is asked to: its process lives on, its memory does not. */
public class Successor {
    static final Map<Integer, Integer> ENTRIES = new HashMap<>();

    public static void main(String[] arguments) throws Throwable {
        for (int i = 0; i < 500_000; i++) {
            ENTRIES.put(i, i);
        }
        System.out.println("READY");
        System.in.read();
        Linker linker = Linker.nativeLinker();
        Arena arena = Arena.global();
        MemorySegment words = arena.allocate(ValueLayout.ADDRESS, 3);
        words.setAtIndex(ValueLayout.ADDRESS, 0, arena.allocateFrom("sleep"));
        words.setAtIndex(ValueLayout.ADDRESS, 1, arena.allocateFrom("60"));
        linker.downcallHandle(
                        linker.defaultLookup().find("execvp").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                .invoke(arena.allocateFrom("sleep"), words);
    }
}
