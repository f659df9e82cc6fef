package io.maphealth.sidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "abcdefghij, 10, abcdefghij",
        "abcdefghij, 9, abcd…ghij",
        "abcdefghij, 4, ab…j",
        "😀😀😀😀😀, 3, 😀…😀",
    })
    void loseTheirMiddleWhenTooLong(String name, int most, String shortened) {
        assertThat(Names.shortened(name, most)).isEqualTo(shortened);
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.HashMap, io.example.cart.CartStore.carts, CartStore.carts  HashMap",
        "map[string]*main.Session, main.sessions, main.sessions  map[string]*main.Session",
        "map[int]int, main.Codes, main.Codes  map[int]int",
        "map, example.com/shop/cart.(*Store).Add, example.com/shop/cart.(*Store).Add  map",
    })
    void loseTheirJavaPackages(String type, String owner, String shown) {
        assertThat(Names.site(Site.of(type, owner))).isEqualTo(shown);
    }

    @Test
    void areOneLineWhateverTheyHold() {
        assertThat(Names.site(Site.of("a\nb\u202ec"))).isEqualTo("a b c");
    }
}
