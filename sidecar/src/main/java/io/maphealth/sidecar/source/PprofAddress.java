package io.maphealth.sidecar.source;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a program serves its heap profile and its symbols. The symbols are beside the heap.
///
/// What is given may be the program's address (`http://127.0.0.1:6060`: then net/http/pprof is at its usual place), the
/// folder of the handlers (`.../debug/pprof`) or the heap profile itself (`.../debug/pprof/heap`).
record PprofAddress(URI heap, URI symbol) {
    private static final String USUAL = "/debug/pprof";

    static PprofAddress of(URI given) {
        HttpQuestion.requireHttp(given);
        String path = given.getRawPath() == null ? "" : given.getRawPath().replaceFirst("/+$", "");
        String folder = path.endsWith("/heap") ? path.substring(0, path.lastIndexOf('/')) : path;
        if (path.isEmpty()) {
            folder = USUAL;
        }
        return new PprofAddress(at(given, folder + "/heap", "debug=1"), at(given, folder + "/symbol", ""));
    }

    /// The rest of a query is kept: it may be what lets one in.
    private static URI at(URI given, String path, String parameter) {
        String query = given.getRawQuery() == null ? "" : given.getRawQuery().replaceAll("debug=[^&]*", "");
        String kept = Stream.concat(Stream.of(query.split("&", -1)), Stream.of(parameter))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return URI.create(
                given.getScheme() + "://" + given.getRawAuthority() + path + (kept.isEmpty() ? "" : "?" + kept));
    }
}
