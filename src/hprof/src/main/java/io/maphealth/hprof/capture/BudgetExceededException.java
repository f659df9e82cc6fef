package io.maphealth.hprof.capture;

/// What has to be kept of a dump does not fit into the memory that the caller allows.
public final class BudgetExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;
}
