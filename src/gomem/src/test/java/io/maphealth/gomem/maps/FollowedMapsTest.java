package io.maphealth.gomem.maps;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.gomem.maps.MapWalk.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FollowedMapsTest {
    private static final long ADDRESS = 0xc000012340L;

    private final FollowedMaps followed = new FollowedMaps();

    @Test
    void aMapThatGrewOrWasClearedIsTheSame() {
        assertThat(suspectSeen(new Identity(1, 100))).isEqualTo("0xc000012340");
        assertThat(suspectSeen(new Identity(1, 200))).isEqualTo("0xc000012340");
        assertThat(suspectSeen(new Identity(2, 200))).isEqualTo("0xc000012340");
    }

    @Test
    void anotherMapAtItsAddressIsAnother() {
        suspectSeen(new Identity(1, 100));

        assertThat(suspectSeen(new Identity(2, 300))).isEqualTo("0xc000012340#2");
        assertThat(suspectSeen(new Identity(2, 300))).isEqualTo("0xc000012340#2");
        assertThat(suspectSeen(new Identity(3, 400))).isEqualTo("0xc000012340#3");
    }

    @Test
    void aQuickLookSeesAllOfWhatLookedWrong() {
        assertThat(followed.suspect(ADDRESS)).isFalse();

        suspectSeen(new Identity(1, 100));
        assertThat(followed.suspect(ADDRESS)).isTrue();

        followed.endLook(true);
        assertThat(followed.suspect(ADDRESS)).isFalse();
    }

    @Test
    void anIncompleteLookForgetsNoSuspect() {
        suspectSeen(new Identity(1, 100));

        assertThat(followed.endLook(false)).isEqualTo(Map.of());
        assertThat(followed.suspect(ADDRESS)).isTrue();
    }

    /// One look that sees one map, whose count is wrong.
    private String suspectSeen(Identity identity) {
        MapWalk walk = walk(identity);
        String id = followed.idOf(walk);
        MapSnapshot map = MapSnapshot.builder(id, Site.of("map[string]int"), SwissMaps.KIND)
                .count(1000)
                .iterated(0)
                .build();
        followed.see(walk, map);
        followed.endLook(true);
        return id;
    }

    private static MapWalk walk(Identity identity) {
        return new MapWalk(
                ADDRESS,
                SwissMaps.KIND,
                true,
                1000,
                OptionalLong.of(0),
                OptionalLong.empty(),
                2048,
                65_536,
                1,
                0,
                0,
                false,
                identity,
                1,
                1,
                TableTypes.Match.NONE,
                0,
                false,
                new KeyTally(false, 0, Optional.empty()),
                false);
    }
}
