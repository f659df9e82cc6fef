import org.jspecify.annotations.NullMarked;

/// Bytes of a foreign process or core file: memory, mappings, ELF. Knows no run-time.
@NullMarked
module io.maphealth.process {
    requires static transitive org.jspecify;

    exports io.maphealth.process;
}
