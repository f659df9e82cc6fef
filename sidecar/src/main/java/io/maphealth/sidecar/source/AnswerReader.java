package io.maphealth.sidecar.source;

import java.io.IOException;
import java.io.InputStream;

/// Makes something of an answer while it arrives. An `IOException` of the stream is passed on as it is.
@FunctionalInterface
public interface AnswerReader<T> {
    T read(InputStream body) throws IOException, SourceUnavailableException, InterruptedException;
}
