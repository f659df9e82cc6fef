package io.maphealth.gomem.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallSitesTest {
    @Test
    void areTheFunctionThatWritesWithFileAndLine() {
        assertThat(site("main.(*Registry).Register", "main.main")).isEqualTo("map main.(*Registry).Register x.go:1");
        assertThat(site("github.com/acme/shop/cart.Add", "main.main"))
                .isEqualTo("map github.com/acme/shop/cart.Add x.go:1");
    }

    @Test
    void areTheApplicationsWhereTheStandardLibraryWritesForIt() {
        assertThat(site("net/textproto.MIMEHeader.Set", "net/http.Header.Set", "shop.reply", "main.main"))
                .isEqualTo("map shop.reply x.go:3 via net/textproto.MIMEHeader.Set");
    }

    @Test
    void areTheStandardLibrarysWhereNobodyElseIsThere() {
        assertThat(site("net/http.(*Server).trackConn", "net/http.(*conn).serve"))
                .isEqualTo("map net/http.(*Server).trackConn x.go:1");
        assertThat(site()).isEqualTo("map runtime");
    }

    @Test
    void readLikeSourceCode() {
        assertThat(site("gopkg.in/yaml%2ev3.Unmarshal")).isEqualTo("map gopkg.in/yaml.v3.Unmarshal x.go:1");
        assertThat(site("main.(*Cache[...]).Put")).isEqualTo("map main.(*Cache[...]).Put x.go:1");
    }

    private static String site(String... functions) {
        List<String> stack = List.of(functions);
        Stream<Frame> frames = stack.stream().map(f -> new Frame(1, f, "/home/someone/src/x.go", stack.indexOf(f) + 1));
        return CallSites.of(frames.toList()).name();
    }
}
