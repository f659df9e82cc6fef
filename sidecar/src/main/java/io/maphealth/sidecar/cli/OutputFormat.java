package io.maphealth.sidecar.cli;

/// How a census is shown.
enum OutputFormat {
    TEXT("text"),
    JSON("json"),
    HTML("html");

    private final String label;

    OutputFormat(String label) {
        this.label = label;
    }

    /// As written on the command line.
    @Override
    public String toString() {
        return label;
    }
}
