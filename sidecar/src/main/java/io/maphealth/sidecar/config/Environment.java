package io.maphealth.sidecar.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The environment of the process, read variable by variable. An empty value counts as not set.
record Environment(Map<String, String> values) {
    private static final String OURS = "MAPHEALTH_";
    /// What the kubelet sets for a Service whose name begins like ours.
    private static final Pattern SERVICE_LINK = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT|PORT_\\d+_.*)");
    private static final int LONGEST_SHOWN = 80;

    <T> Optional<T> find(Variable<T> variable) throws WrongConfigException {
        Optional<String> text = Optional.ofNullable(values.get(variable.name()))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .or(variable::standard);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = variable.form().read().apply(text.get());
        if (value.isEmpty()) {
            throw new WrongConfigException("%s is \"%s\"; allowed is %s"
                    .formatted(
                            variable.name(), shown(text.get()), variable.form().allowed()));
        }
        return value;
    }

    <T> T get(Variable<T> variable) throws WrongConfigException {
        return find(variable)
                .orElseThrow(() -> new IllegalStateException(variable.name() + " has no default: use find"));
    }

    /// Variables that carry our prefix and that nobody reads: most likely misspelt.
    List<String> unknown(List<Variable<?>> known) {
        Set<String> names = known.stream().map(Variable::name).collect(Collectors.toSet());
        return new TreeSet<>(values.keySet())
                .stream()
                        .filter(name -> name.startsWith(OURS) && !names.contains(name))
                        .filter(name -> !SERVICE_LINK.matcher(name).matches())
                        .toList();
    }

    /// One line, without the password of a URL and not longer than a line may be.
    private static String shown(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", "?").replaceAll("//[^/@]*@", "//***@");
        return oneLine.length() <= LONGEST_SHOWN ? oneLine : oneLine.substring(0, LONGEST_SHOWN) + "...";
    }
}
