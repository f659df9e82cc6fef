package io.maphealth.hprof.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The inflated bytes of a compressed dump from a position on, member by member: what is passed over is not inflated.
///
/// A member that cannot be inflated, not to the size it tells, or to something else, ends the bytes as a cut does.
/// One that is wanted as a whole is inflated at once where the machine can; zlib tells how far a damaged one is good.
final class MembersSource implements ByteSource {
    private final GzipMembers members;
    private final Optional<Libdeflate> atOnce = Libdeflate.here();
    private final Inflater inflater = new Inflater(true);
    private byte[] deflated = new byte[0];
    private int deflatedBytes;
    private long position;
    private int member = -1;
    private long inflatedTo;
    private final CRC32 check = new CRC32();

    MembersSource(GzipMembers members, long position) {
        this.members = members;
        this.position = position;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        if (member < 0 || position >= members.position(member + 1)) {
            member = members.memberAt(position);
            if (member < 0) {
                return -1;
            }
            open();
            if (inflateAtOnce(into, at, most)) {
                int whole = (int) (members.position(member + 1) - position);
                position += whole;
                return whole;
            }
        }
        while (inflatedTo < position) {
            int passed = inflate(into, at, (int) Math.min(most, position - inflatedTo));
            if (passed < 0) {
                return -1;
            }
        }
        int read = inflate(into, at, (int) Math.min(most, members.position(member + 1) - position));
        position += Math.max(0, read);
        return read;
    }

    @Override
    public void skip(long bytes) {
        position += bytes;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void open() throws IOException {
        int bytes = members.bytes(member);
        if (deflated.length < bytes) {
            deflated = new byte[bytes];
        }
        deflatedBytes = members.read(member, deflated);
        int header = members.headerBytes(deflated, deflatedBytes);
        inflater.reset();
        check.reset();
        inflater.setInput(deflated, header, deflatedBytes - header);
        inflatedTo = members.position(member);
    }

    /// The member that was just opened, if all of it is wanted and it is good.
    private boolean inflateAtOnce(byte[] into, int at, int most) {
        long bytes = members.position(member + 1) - position;
        return position == inflatedTo
                && bytes <= most
                && atOnce.isPresent()
                && atOnce.get()
                        .inflate(ByteBuffer.wrap(deflated, 0, deflatedBytes), ByteBuffer.wrap(into, at, (int) bytes));
    }

    /// Whether all of the member at hand was inflated and is not what was deflated.
    private boolean damaged() {
        return inflatedTo == members.position(member + 1) && (int) check.getValue() != members.check(member, deflated);
    }

    /// At least one byte, -1 when there is none.
    private int inflate(byte[] into, int at, int most) {
        try {
            int inflated = inflater.inflate(into, at, most);
            check.update(into, at, inflated);
            inflatedTo += inflated;
            return inflated > 0 && !damaged() ? inflated : -1;
        } catch (DataFormatException _) {
            return -1;
        }
    }
}
