package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/// The bytes of a dump, however they are kept in a file. Any thread may read them.
sealed interface DumpBytes extends Closeable {
    /// The bytes from a position of the dump on.
    ByteSource from(long position) throws IOException;

    /// Whether it can only be read from its start, by one thread.
    default boolean streamed() {
        return false;
    }

    /// Bytes that have to be read to see all of it.
    long size() throws IOException;

    /// Those of one file.
    sealed interface OfFile extends DumpBytes {
        FileChannel channel();

        @Override
        default long size() throws IOException {
            return channel().size();
        }

        @Override
        default void close() throws IOException {
            channel().close();
        }
    }

    /// A plain dump.
    record Plain(FileChannel channel) implements OfFile {
        @Override
        public ByteSource from(long position) {
            return new ChannelSource(channel, position);
        }
    }

    /// A dump compressed by HotSpot, each place of which can be reached.
    record Members(FileChannel channel, GzipMembers members) implements OfFile {
        @Override
        public ByteSource from(long position) {
            return new MembersSource(members, position);
        }
    }

    /// A dump compressed by somebody else: inflated from its start up to where it is wanted.
    record Gzip(FileChannel channel) implements OfFile {
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

    /// What members were inflated to: each where it stands in the dump, in the files by turns. A file system lets one
    /// thread write to a file at a time.
    record Striped(GzipMembers members, List<FileChannel> files) implements DumpBytes {
        FileChannel fileOf(int member) {
            return files.get(member % files.size());
        }

        @Override
        public ByteSource from(long position) {
            return new StripedSource(this, position);
        }

        @Override
        public long size() throws IOException {
            long end = 0;
            for (FileChannel file : files) {
                end = Math.max(end, file.size());
            }
            return end;
        }

        @Override
        public void close() throws IOException {
            for (FileChannel file : files) {
                file.close();
            }
        }
    }
}
