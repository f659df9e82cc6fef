package io.maphealth.sidecar.dump;

import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One file that is there already.
public record GivenDump(Path file) implements DumpWay {
    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ObtainedDump obtain() throws SourceUnavailableException {
        if (!Files.isReadable(file)) {
            throw new SourceUnavailableException(
                    FailureReason.UNREACHABLE, file + ": no such file, or not readable for our user");
        }
        return ObtainedDump.ofOthers(file);
    }
}
