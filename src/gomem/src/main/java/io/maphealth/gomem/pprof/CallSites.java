package io.maphealth.gomem.pprof;

import io.maphealth.core.Site;
import java.util.List;
import java.util.Set;

/// How a call site is called: `main.(*Registry).Register registry.go:42`.
///
/// The line is part of the name because the page does not tell a map's type: two maps that one function fills are told
/// apart by it. The file is without its folder, which changes from one build machine to the next. Where the standard
/// library writes for the application, both are named: `main.load load.go:12 via encoding/json.(*decodeState).object`.
final class CallSites {
    private static final String TYPE = "map";
    private static final Site RUNTIME = Site.of(TYPE, "runtime");

    /// First parts of the import paths of the standard library (go1.21..1.26 src/).
    private static final Set<String> STANDARD = Set.of(
            "archive",
            "bufio",
            "bytes",
            "cmp",
            "compress",
            "container",
            "context",
            "crypto",
            "database",
            "debug",
            "embed",
            "encoding",
            "errors",
            "expvar",
            "flag",
            "fmt",
            "go",
            "hash",
            "html",
            "image",
            "index",
            "internal",
            "io",
            "iter",
            "log",
            "maps",
            "math",
            "mime",
            "net",
            "os",
            "path",
            "plugin",
            "reflect",
            "regexp",
            "runtime",
            "slices",
            "sort",
            "strconv",
            "strings",
            "structs",
            "sync",
            "syscall",
            "testing",
            "text",
            "time",
            "unicode",
            "unique",
            "unsafe",
            "vendor",
            "weak");

    private CallSites() {}

    /// @param callers the frames after the run-time's own, leaf first
    static Site of(List<Frame> callers) {
        if (callers.isEmpty()) {
            return RUNTIME;
        }
        Frame writer = callers.getFirst();
        return callers.stream()
                .filter(frame -> !standard(frame.function()))
                .findFirst()
                .filter(application -> !application.equals(writer))
                .map(application -> Site.of(TYPE, place(application) + " via " + readable(writer.function())))
                .orElseGet(() -> Site.of(TYPE, place(writer)));
    }

    private static String place(Frame frame) {
        if (frame.function().isEmpty()) {
            return "unknown function";
        }
        String file = frame.file().substring(frame.file().lastIndexOf('/') + 1);
        return readable(frame.function()) + " " + file + ":" + frame.line();
    }

    private static boolean standard(String function) {
        int slash = function.indexOf('/');
        int end = slash >= 0 ? slash : function.indexOf('.');
        return STANDARD.contains(end >= 0 ? function.substring(0, end) : function);
    }

    /// The linker writes a dot in the last part of an import path as `%2e`.
    private static String readable(String function) {
        return function.replace("%2e", ".");
    }
}
