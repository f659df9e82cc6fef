package io.maphealth.sidecar.loop;

import io.maphealth.core.Finding;

/// A finding that opened, changed or ended.
public record FindingChange(Kind kind, Finding finding) {
    /// What became of it.
    public enum Kind {
        OPENED("opened"),
        CHANGED("changed"),
        ENDED("ended");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// As written in logs.
        public String label() {
            return label;
        }
    }
}
