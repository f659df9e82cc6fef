package io.maphealth.operator.inject;

import java.util.Optional;
import java.util.OptionalLong;

/// Whom a target runs as. The kernel compares both before one process may read another.
public record TargetUser(long uid, OptionalLong gid) {
    /// From `uid` or `uid:gid`.
    static Optional<TargetUser> read(String text) {
        if (!text.matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
            return Optional.empty();
        }
        String[] parts = text.split(":", 2);
        OptionalLong gid = parts.length == 2 ? OptionalLong.of(Long.parseLong(parts[1])) : OptionalLong.empty();
        return Optional.of(new TargetUser(Long.parseLong(parts[0]), gid));
    }
}
