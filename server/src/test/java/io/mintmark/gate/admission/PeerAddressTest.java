package io.mintmark.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PeerAddressTest {

  private static long of(String address) throws Exception {
    return PeerAddress.of(InetAddress.ofLiteral(address));
  }

  @Test
  void ipv4AddressesAreToldApart() throws Exception {
    assertThat(of("127.0.0.1")).isNotEqualTo(of("127.0.0.2")).isEqualTo(of("127.0.0.1"));
    assertThat(of("200.0.0.1")).isNotEqualTo(of("72.0.0.1"));
  }

  @Test
  void ipv6AddressesOfOneSubscriberAreOne() throws Exception {
    assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
  }

  @Test
  void anIpv4AddressInIpv6ClothesIsStillThat() throws Exception {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000002");

    assertThat(PeerAddress.of(Inet6Address.getByAddress(null, mapped, -1)))
        .isEqualTo(of("127.0.0.2"))
        .isNotEqualTo(of("::1"));
  }

  @Test
  void theNeighbourhoodIsTheNetworkAround() throws Exception {
    assertThat(PeerAddress.neighbourhood(of("10.1.2.3")))
        .isEqualTo(PeerAddress.neighbourhood(of("10.1.2.250")))
        .isNotEqualTo(PeerAddress.neighbourhood(of("10.1.3.3")));
    assertThat(PeerAddress.neighbourhood(of("2001:db8:1:200::1")))
        .isEqualTo(PeerAddress.neighbourhood(of("2001:db8:1:2ff::1")))
        .isNotEqualTo(PeerAddress.neighbourhood(of("2001:db8:1:300::1")));
  }
}
