package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/// The bytes of a dump, however they are kept. Any thread may read them.
sealed interface DumpBytes extends Closeable permits DumpBytes.Plain, DumpBytes.Members, DumpBytes.Gzip, Spool {
    /// The bytes from a position of the dump on.
    ByteSource from(long position) throws IOException;

    /// Bytes that have to be read to see all of it.
    long size() throws IOException;

    /// Whether it can only be read from its start, by one thread.
    boolean streamed();

    /// A plain dump.
    record Plain(FileChannel channel) implements DumpBytes {
        @Override
        public ByteSource from(long position) {
            return new ChannelSource(channel, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public boolean streamed() {
            return false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// A dump compressed by HotSpot, each place of which can be reached.
    record Members(FileChannel channel, GzipMembers members) implements DumpBytes {
        @Override
        public ByteSource from(long position) {
            return new MembersSource(members, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public boolean streamed() {
            return false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
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
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public boolean streamed() {
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
