package io.mintmark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.8.4, 10.0.8.255",
    "0.0.0.0, 0.0.0.1",
    "255.255.255.1, 255.255.255.254",
    "2001:db8:1:2:0:0:0:1, 2001:db8:1:ffff:0:0:0:9",
    "2001:db8::1, 2001:db8:0:7:1:1:1:1",
  })
  void neighboursAreOfOneNetwork(String one, String other) {
    assertThat(Network.differ(Network.of(one), Network.of(other))).isFalse();
    assertThat(Network.same(Network.of(one), Network.of(other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.8.4, 10.0.9.4",
    "127.0.1.1, 127.0.2.1",
    "10.0.8.4, 11.0.8.4",
    "2001:db8:1:2:0:0:0:1, 2001:db8:2:2:0:0:0:1",
    "2001:db8:1::, 2001:db9:1::",
  })
  void addressesFarApartAreOfTwoNetworks(String one, String other) {
    assertThat(Network.differ(Network.of(one), Network.of(other))).isTrue();
    assertThat(Network.same(Network.of(one), Network.of(other))).isFalse();
  }

  @Test
  void nothingIsKnownAboutTheTwoFamiliesOfADeviceThatSpeaksBoth() {
    long four = Network.of("10.0.8.4");
    long six = Network.of("2001:db8:1:2:3:4:5:6");

    assertThat(Network.differ(four, six)).isFalse();
    assertThat(Network.same(four, six)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "10.0.8",
        "10.0.8.",
        "10.0.8.4.1",
        "256.0.0.1",
        "10.0.8.256",
        "10..8.4",
        "1234.0.0.1",
        ".10.0.8",
        "2001:db8",
        "2001:db8:g:1:2:3:4:5",
        "::1",
        "10.0.8.4x"
      })
  void whatIsNoAddressIsUnknown(String text) {
    long address = Network.of(text);

    assertThat(address).isEqualTo(Network.UNKNOWN);
    assertThat(Network.differ(address, Network.of("10.0.8.4"))).isFalse();
    assertThat(Network.same(address, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.8.4", "0.0.0.0", "255.255.255.255", "192.0.2.131"})
  void anIpv4AddressIsReadAsJavaPrintsIt(String address) throws Exception {
    String printed = InetAddress.getByName(address).getHostAddress();

    assertThat(Network.text(Network.of(printed))).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8::9, 2001:db8:0:0::/64",
    "fe80::1, fe80:0:0:0::/64",
  })
  void ofAnIpv6AddressTheFirstHalfIsKept(String address, String text) throws Exception {
    String printed = InetAddress.getByName(address).getHostAddress();

    assertThat(Network.text(Network.of(printed))).isEqualTo(text);
    assertThat(Network.text(Network.of(address))).isEqualTo(text);
  }
}
