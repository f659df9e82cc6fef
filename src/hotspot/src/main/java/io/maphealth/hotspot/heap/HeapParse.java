package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.List;

/// Goes through the spaces of a heap from object to object, in one buffer, while the program runs on.
///
/// Where no object can start (a buffer that was being filled, a page that a collection has just emptied) it steps on
/// word by word to the next one that can, and counts the bytes. For one thread.
public final class HeapParse {
    private static final int WINDOW = 1 << 20;
    private static final int WORD = Long.BYTES;

    private final Memory memory;
    private final ClassIndex classes;
    private final ObjectHeaders headers;
    private final ObjectSizes sizes;
    private final Window window = new Window(WINDOW);
    private long objects;
    private long parsedBytes;
    private long skippedBytes;

    public HeapParse(Memory memory, ClassIndex classes, ObjectHeaders headers, ObjectSizes sizes) {
        this.memory = memory;
        this.classes = classes;
        this.headers = headers;
        this.sizes = sizes;
    }

    /// What was gone through: `parsedBytes` in objects, `skippedBytes` between them, gaps not counted.
    public record Result(long objects, long parsedBytes, long skippedBytes) {}

    public Result parse(List<HeapSpace> spaces, Gaps gaps, HeapVisitor visitor) {
        objects = 0;
        parsedBytes = 0;
        skippedBytes = 0;
        for (HeapSpace space : spaces) {
            parse(space, gaps, visitor);
        }
        return new Result(objects, parsedBytes, skippedBytes);
    }

    private void parse(HeapSpace space, Gaps gaps, HeapVisitor visitor) {
        long at = space.bottom();
        long gap = gaps.nextStart(at);
        while (at < space.top()) {
            if (at >= gap) {
                at = gaps.endOf(at);
                gap = gaps.nextStart(at);
                continue;
            }
            long size = object(space, at, visitor);
            if (size == 0 && !window.covers(at, WORD)) {
                // nothing can be read here: the process is going, or the budget is used up
                skippedBytes += Math.min(WINDOW, space.top() - at);
                at += WINDOW;
            } else if (size == 0) {
                skippedBytes += WORD;
                at += WORD;
            } else {
                objects++;
                parsedBytes += size;
                at += size;
            }
        }
    }

    /// Shows the object at an address; 0 when there is none that fits into the space.
    private long object(HeapSpace space, long at, HeapVisitor visitor) {
        long left = space.top() - at;
        if (!covers(at, Math.min(left, sizes.most()), left)) {
            return 0;
        }
        int index = headers.kind().lengthOffset() > left ? -1 : classes.of(headers.klassAt(window, at));
        if (index < 0) {
            return 0;
        }
        JavaClass javaClass = classes.get(index);
        long size = sizes.of(javaClass, window, at);
        if (size < WORD || size > left || !covers(at, Math.min(size, WINDOW), left)) {
            return 0;
        }
        visitor.object(index, at, window, space);
        return size;
    }

    /// Makes the window cover so many bytes, reading ahead as far as the space goes.
    private boolean covers(long at, long bytes, long left) {
        if (!window.covers(at, bytes)) {
            window.load(memory, at, (int) Math.min(left, WINDOW));
        }
        return window.covers(at, bytes);
    }
}
