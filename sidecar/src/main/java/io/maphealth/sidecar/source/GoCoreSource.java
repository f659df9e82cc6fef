package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.process.CoreMemory;
import io.maphealth.process.UnreadableElfException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// Looks at the core file of a Go program together with the program file that it was; `progress` hears
/// how many bytes have been read.
public record GoCoreSource(Path core, Path executable, GoMaps.Limits limits, InstantSource clock, LongConsumer progress)
        implements Source {
    @Override
    public SourceKind kind() {
        return SourceKind.CORE_FILE;
    }

    @Override
    public Census look() throws SourceUnavailableException {
        try (CoreMemory memory = CoreMemory.open(core, executable, progress)) {
            return GoMaps.of(memory, OptionalLong.empty(), clock).census(GoMaps.Depth.DEEP, limits);
        } catch (UnreadableElfException | UnreadableGoException unreadable) {
            throw new SourceUnavailableException(
                    FailureReason.UNREADABLE, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
