package io.maphealth.hotspot.attach;

import java.io.Serial;

/// A JVM that cannot be asked. The message is one line: which process, why not, what to do.
public final class AttachFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    AttachFailedException(Reason reason, long pid, String message) {
        super("attach to process " + pid + ": " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// What to tell apart; the rest is in the message.
    public enum Reason {
        /// There is no such process, it ended meanwhile, or its pid belongs to another by now.
        GONE,
        /// No HotSpot: no libjvm, or that of OpenJ9.
        NOT_HOTSPOT,
        /// Another user, another group, or root without capabilities.
        DENIED,
        /// The JVM was told not to listen, or cannot: `-XX:+DisableAttachMechanism`, no writable /tmp.
        DISABLED,
        /// No answer in time.
        TIMEOUT,
        /// The JVM answered that it cannot do that.
        REFUSED,
        /// The answer breaks the protocol or is too long.
        UNREADABLE
    }
}
