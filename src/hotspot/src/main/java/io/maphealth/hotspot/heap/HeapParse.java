package io.maphealth.hotspot.heap;

import io.maphealth.javamaps.ClassSlots;
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
    private static final int WORD_SHIFT = 3;

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
        Pass pass = new Pass(new ClassWords(classes, headers, sizes, wanted), sizes, visitor, wanted);
        for (HeapSpace space : heap.spaces()) {
            pass.parse(space, heap.gaps());
        }
        return new Result(objects, parsedBytes, skippedBytes);
    }

    /// Once through the heap for one visitor.
    private final class Pass {
        private final ClassWords classes;
        private final ObjectSizes sizes;
        private final HeapVisitor visitor;
        private final boolean[] wanted;
        private final int lengthWord = headers.kind().lengthOffset() >> WORD_SHIFT;
        private final int lengthShift = (headers.kind().lengthOffset() & (WORD - 1)) * Byte.SIZE;

        /// The last stretch of objects ended because the window did.
        private boolean cut;

        Pass(ClassWords classes, ObjectSizes sizes, HeapVisitor visitor, boolean[] wanted) {
            this.classes = classes;
            this.sizes = sizes;
            this.visitor = visitor;
            this.wanted = wanted;
        }

        void parse(HeapSpace space, Gaps gaps) {
            long at = space.bottom();
            long gap = gaps.nextStart(at);
            // another pass left older bytes
            load(at, space);
            while (at < space.top()) {
                if (at >= gap) {
                    at = gaps.endOf(at);
                    gap = gaps.nextStart(at);
                    continue;
                }
                long end = stretch(at, Math.min(gap, space.top()), space);
                parsedBytes += end - at;
                if (cut && window.start() != end) {
                    load(end, space);
                } else if (end == at) {
                    end += skipped(space, at);
                }
                at = end;
            }
        }

        /// Reads ahead as far as the space goes.
        private void load(long at, HeapSpace space) {
            window.load(memory, at, Math.clamp(space.top() - at, 0, WINDOW));
        }

        /// Steps over what is no object: a word, or a window where nothing can be read, for the process is going or the
        /// budget is used up.
        private long skipped(HeapSpace space, long at) {
            long step = window.covers(at, WORD) ? WORD : WINDOW;
            skippedBytes += Math.min(step, space.top() - at);
            return step;
        }

        /// Goes from object to object up to `limit`, to the window's end or to where there is none that fits,
        /// and shows those that are wanted.
        private long stretch(long from, long limit, HeapSpace space) {
            long last = window.start() + window.length() - headers.kind().lengthOffset();
            long at = passOver(from, Math.min(limit, last + 1), space.top());
            while (at < limit && at <= last) {
                int number = numberAt(at);
                long size = number < 0 ? 0 : sizes.of(number, window, at);
                if (size <= 0 || size > space.top() - at) {
                    cut = number >= 0 && !sizes.known(number, window, at);
                    return at;
                }
                if (wanted[number]) {
                    if (!window.covers(at, Math.min(size, WINDOW))) {
                        cut = true;
                        return at;
                    }
                    visitor.object(number, at, window, space);
                }
                objects++;
                at = passOver(at + size, Math.min(limit, last + 1), space.top());
            }
            cut = at < limit;
            return at;
        }

        private int numberAt(long at) {
            long[] words = window.words();
            int word = (int) (at - window.start()) >> WORD_SHIFT;
            long klass = words[word + (headers.klassOffset() >> WORD_SHIFT)] >>> headers.klassShift();
            return headers.possible(words[word]) ? classes.number(klass & headers.klassMask()) : -1;
        }

        /// Steps over objects that nobody wants to see, as long as they begin before `limit` and end before `top`. Here
        /// the time goes: all it needs of one is in its header and one slot of a table.
        private long passOver(long from, long limit, long top) {
            long[] words = window.words();
            long[] klasses = classes.words();
            int[] strides = classes.strides();
            int mask = classes.mask();
            int klassWord = headers.klassOffset() >> WORD_SHIFT;
            int klassShift = headers.klassShift();
            long klassMask = headers.klassMask();
            long start = window.start();
            long end = start + window.length() - (lengthWord + 1L) * WORD;
            long alignment = -sizes.alignment();
            long at = from;
            while (at < limit) {
                int word = (int) (at - start) >> WORD_SHIFT;
                long klass = (words[word + klassWord] >>> klassShift) & klassMask;
                int slot = ClassSlots.firstSlot(klass, mask);
                long bytes = klasses[slot] == klass && headers.possible(words[word]) ? strides[slot] : 0;
                if (bytes < 0 && at <= end) {
                    long length = (words[word + lengthWord] >>> lengthShift) & 0xFFFF_FFFFL;
                    bytes = ClassWords.arrayBytes((int) bytes, length) & alignment;
                }
                if (bytes <= 0 || bytes > top - at) {
                    return at;
                }
                objects++;
                at += bytes;
            }
            return at;
        }
    }
}
