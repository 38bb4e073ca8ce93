package brume.cloud.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.1.15", "255.255.255.255", "172.31.0.1"})
    void anAddressReadsBackAsWritten(String text) {
        assertThat(Ipv4.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "256.1.1.1", "1.2.3.4.5", "a.b.c.d", "1.2.3.4/8", " 1.2.3.4", "-1.2.3.4"})
    void whatIsNoAddressIsRefusedAndQuoted(String text) {
        assertThatThrownBy(() -> Ipv4.parse(text)).hasMessageContaining(text);
    }

    @Test
    void aBlockClearsTheBitsBeyondItsPrefix() {
        assertThat(Cidr.parse("10.0.1.15/16")).hasToString("10.0.0.0/16");
    }

    @Test
    void aBlockKnowsWhatItContains() {
        Cidr block = Cidr.parse("172.31.16.0/20");
        assertThat(block.contains(Ipv4.parse("172.31.31.255"))).isTrue();
        assertThat(block.contains(Ipv4.parse("172.31.32.0"))).isFalse();
        assertThat(block.size()).isEqualTo(4096);
        assertThat(Cidr.ANYWHERE.contains(block)).isTrue();
        assertThat(block.overlaps(Cidr.parse("172.31.0.0/16"))).isTrue();
        assertThat(block.overlaps(Cidr.parse("172.31.0.0/20"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "x/8", "10.0.0.0/"})
    void whatIsNoBlockIsRefused(String text) {
        assertThat(Cidr.tryParse(text)).isEmpty();
    }
}
