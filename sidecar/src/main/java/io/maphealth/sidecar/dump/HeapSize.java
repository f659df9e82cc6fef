package io.maphealth.sidecar.dump;

/// How large the target's heap is, and how we know.
public record HeapSize(long bytes, Basis basis) {
    /// From the best to the worst.
    public enum Basis {
        USED("used heap"),
        RESIDENT("resident memory"),
        LIMIT("memory limit");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        /// As in "512 MiB of ...".
        public String words() {
            return words;
        }
    }
}
