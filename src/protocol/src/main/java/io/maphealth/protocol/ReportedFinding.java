package io.maphealth.protocol;

import io.maphealth.core.Finding;
import java.time.Instant;

/// A finding and what became of it: `changedAt` is when it came into its `state`.
public record ReportedFinding(Finding finding, State state, Instant changedAt) {
    /// The life of a finding.
    public enum State {
        /// Found for the first time in this round.
        OPENED("opened"),
        /// As it was in the round before.
        ONGOING("ongoing"),
        /// Still there, with another severity.
        CHANGED("changed"),
        /// No longer there: the map recovered, or went.
        ENDED("ended");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /// As written in JSON.
        public String label() {
            return label;
        }
    }
}
