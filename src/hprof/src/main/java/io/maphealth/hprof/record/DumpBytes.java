package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/// The bytes of a dump, however they are kept in a file. Any thread may read them.
sealed interface DumpBytes extends Closeable permits DumpBytes.Plain, DumpBytes.Members, DumpBytes.Gzip {
    FileChannel channel();

    /// The bytes from a position of the dump on.
    ByteSource from(long position) throws IOException;

    /// Whether it can only be read from its start, by one thread.
    default boolean streamed() {
        return false;
    }

    /// Bytes that have to be read to see all of it.
    default long size() throws IOException {
        return channel().size();
    }

    @Override
    default void close() throws IOException {
        channel().close();
    }

    /// A plain dump.
    record Plain(FileChannel channel) implements DumpBytes {
        @Override
        public ByteSource from(long position) {
            return new ChannelSource(channel, position);
        }
    }

    /// A dump compressed by HotSpot, each place of which can be reached.
    record Members(FileChannel channel, GzipMembers members) implements DumpBytes {
        @Override
        public ByteSource from(long position) {
            return new MembersSource(members, position);
        }
    }

    /// A dump compressed by somebody else: inflated from its start up to where it is wanted.
    record Gzip(FileChannel channel) implements DumpBytes {
        @Override
        public ByteSource from(long position) throws IOException {
            InflatedSource inflated = InflatedSource.ofFile(channel);
            inflated.skip(position);
            return inflated;
        }

        @Override
        public boolean streamed() {
            return true;
        }
    }
}
