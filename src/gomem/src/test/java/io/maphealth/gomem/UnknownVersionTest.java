package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Census;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.process.CoreMemory;
import io.maphealth.testkit.CoreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that say they were built by Go 1.99, which is read as the newest version that is known, if that proves
/// right.
class UnknownVersionTest {
    private static final Pattern VERSION = Pattern.compile("\u00ff Go buildinf:.{19}go1\\.(\\d\\d)", Pattern.DOTALL);
    private static final GoTarget NEWEST = new GoTarget("local", GoTarget.Build.STRIPPED);

    @TempDir
    private Path folder;

    @Test
    void isReadAsTheNewestKnownOneWhereThatProvesRight() throws Exception {
        try (Truth truth = startAsUnknown(NEWEST)) {
            List<Truth.Line> known = truth.lines();

            Census census = truth.look();

            FoundMaps found = FoundMaps.of(census);
            assertThat(census.target().version().orElseThrow()).startsWith("go1.99");
            assertThat(census.incompleteReason()).isEmpty();
            assertThat(known).allSatisfy(line -> {
                assertThat(found.get(line.id()).count()).hasValue(line.length());
                assertThat(found.get(line.id()).iterated()).hasValue(line.length());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.25.3", "go1.23.12", "go1.21.13"})
    void nothingIsSaidOfMapsWhereItProvesWrong(String version) throws Exception {
        boolean bucketMaps = !version.equals("go1.25.3");
        GoTarget.Build build = bucketMaps ? GoTarget.Build.STRIPPED : GoTarget.Build.NO_SWISS_MAPS;
        try (Truth truth = startAsUnknown(new GoTarget(version, build))) {
            try {
                Census census = truth.look();

                assertThat(census.incompleteReason().orElseThrow())
                        .startsWith("layout unverified: go1.99")
                        .doesNotContain("\n");
                assertThat(census.maps()).isEmpty();
            } catch (UnreadableGoException refused) {
                assertThat(refused)
                        .hasMessageContaining("layout unverified: go1.99")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void aCoreWhoseMapsDoNotAgreeWithThemselvesIsUnverified() throws Exception {
        Path unknown = asUnknown(NEWEST);
        try (Truth truth = Truth.start(unknown)) {
            Path core = folder.resolve("core");
            CoreFile.write(truth.program().pid(), core);
            try (PatchedCore patched = PatchedCore.open(core)) {
                for (Truth.Line line : truth.lines()) {
                    patched.put(line.address(), line.length() + 1_000);
                }
            }
            try (CoreMemory memory = CoreMemory.open(core, unknown)) {
                GoMaps maps = GoMaps.of(memory, OptionalLong.empty(), InstantSource.system());

                Census census = maps.census(GoMaps.Depth.DEEP, Truth.ALL_MAPS);

                assertThat(census.incompleteReason())
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith("layout unverified: go1.99"));
                assertThat(census.maps()).isEmpty();
            }
        }
    }

    @Test
    void aProgramOlderThanAllTablesIsRefused() throws Exception {
        Path old = patched(NEWEST, "12");
        try (Truth truth = Truth.start(old)) {
            assertThatThrownBy(truth::look)
                    .isInstanceOf(UnreadableGoException.class)
                    .hasMessageMatching("truth: built by go1\\.12\\S*; go1\\.21 and newer can be read");
        }
    }

    private Truth startAsUnknown(GoTarget target) throws Exception {
        return Truth.start(asUnknown(target));
    }

    private Path asUnknown(GoTarget target) throws Exception {
        return patched(target, "99");
    }

    private Path patched(GoTarget target, String minor) throws IOException, InterruptedException {
        String bytes = Files.readString(target.compile("truth"), StandardCharsets.ISO_8859_1);
        Matcher version = VERSION.matcher(bytes);
        assertThat(version.find()).isTrue();
        Path file = folder.resolve("truth");
        Files.writeString(
                file,
                bytes.substring(0, version.start(1)) + minor + bytes.substring(version.end(1)),
                StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
