package io.maphealth.process;

import java.nio.file.Path;

/// A program file and the name that its process was started under.
public record ProgramFile(Path path, String name) {}
