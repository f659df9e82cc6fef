#!/usr/bin/env bash
# Runs the compiled tests on the oldest Java that the library promises: test-on-17.sh CLASSPATH TEST-CLASSES.
set -euo pipefail

find_jdk17() {
    local home
    for home in "${JAVA17_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="17[."]' "$home/release"; then
            echo "$home"
            return
        fi
    done
}

jdk17=$(find_jdk17)
if [ -z "$jdk17" ]; then
    echo "NOT RUN on Java 17: none found; install one under /usr/lib/jvm or set JAVA17_HOME"
    exit 0
fi
"$jdk17/bin/java" -XX:+UseSerialGC -cp "$1" org.junit.platform.console.ConsoleLauncher execute \
    --scan-class-path "$2" --details=none --disable-banner --fail-if-no-tests
echo "passed on Java 17 too ($jdk17)"
