package io.maphealth.hotspot.heap;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.List;

/// Goes through the spaces of a heap from object to object, in one buffer, while the program runs on.
///
/// Where no object can start (a buffer that was being filled, a page that a collection has just emptied) it steps on
/// word by word to the next one that can, and counts the bytes. For one thread.
public final class HeapParse {
    private static final int WINDOW = 1 << 18;
    private static final int WORD = Long.BYTES;

    private final Memory memory;
    private final ObjectHeaders headers;
    private final Window window = new Window(WINDOW);
    private long objects;
    private long parsedBytes;
    private long skippedBytes;

    public HeapParse(Memory memory, ObjectHeaders headers) {
        this.memory = memory;
        this.headers = headers;
    }

    /// What is gone through, and which parts of it belong to threads.
    public record Heap(List<HeapSpace> spaces, Gaps gaps) {}

    /// What was gone through: `parsedBytes` in objects, `skippedBytes` between them, gaps not counted.
    public record Result(long objects, long parsedBytes, long skippedBytes) {}

    public Result parse(Heap heap, ClassIndex classes, ObjectSizes sizes, HeapVisitor visitor) {
        objects = 0;
        parsedBytes = 0;
        skippedBytes = 0;
        boolean[] wanted = new boolean[classes.size()];
        for (int number = 0; number < wanted.length; number++) {
            wanted[number] = visitor.wants(number);
        }
        Pass pass = new Pass(classes, sizes, visitor, wanted);
        for (HeapSpace space : heap.spaces()) {
            pass.parse(space, heap.gaps());
        }
        return new Result(objects, parsedBytes, skippedBytes);
    }

    /// Once through the heap for one visitor.
    private final class Pass {
        private final ClassIndex classes;
        private final ObjectSizes sizes;
        private final HeapVisitor visitor;
        private final boolean[] wanted;
        private final int head;

        Pass(ClassIndex classes, ObjectSizes sizes, HeapVisitor visitor, boolean[] wanted) {
            this.classes = classes;
            this.sizes = sizes;
            this.visitor = visitor;
            this.wanted = wanted;
            this.head = sizes.most();
        }

        void parse(HeapSpace space, Gaps gaps) {
            long at = space.bottom();
            long gap = gaps.nextStart(at);
            // another pass left older bytes
            window.load(memory, at, 0);
            while (at < space.top()) {
                if (at >= gap) {
                    at = gaps.endOf(at);
                    gap = gaps.nextStart(at);
                    continue;
                }
                long size = object(space, at);
                if (size != 0) {
                    objects++;
                    parsedBytes += size;
                    at += size;
                } else {
                    at += skipped(space, at);
                }
            }
        }

        /// Steps over what is no object: a word, or a window where nothing can be read, for the process is going or the
        /// budget is used up.
        private long skipped(HeapSpace space, long at) {
            long step = window.covers(at, WORD) ? WORD : WINDOW;
            skippedBytes += Math.min(step, space.top() - at);
            return step;
        }

        /// Shows the object at an address if it is wanted; its size, or 0 when there is none that fits into the space.
        private long object(HeapSpace space, long at) {
            long left = space.top() - at;
            if (!window.covers(at, head) && !covers(at, Math.min(left, head), left)) {
                return 0;
            }
            int number = classAt(at, left);
            if (number < 0) {
                return 0;
            }
            long size = sizes.of(number, window, at);
            if (size < WORD || size > left) {
                return 0;
            }
            if (wanted[number]) {
                if (!covers(at, Math.min(size, WINDOW), left)) {
                    return 0;
                }
                visitor.object(number, at, window, space);
            }
            return size;
        }

        private int classAt(long at, long left) {
            return left < head && left < headers.kind().lengthOffset() ? -1 : classes.of(headers.klassAt(window, at));
        }

        /// Makes the window cover so many bytes, reading ahead as far as the space goes.
        private boolean covers(long at, long bytes, long left) {
            if (!window.covers(at, bytes)) {
                window.load(memory, at, (int) Math.min(left, WINDOW));
            }
            return window.covers(at, bytes);
        }
    }
}
