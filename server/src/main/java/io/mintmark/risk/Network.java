package io.mintmark.risk;

/// Addresses as numbers, to be compared without allocating. An IPv4 address is all there; of an
/// IPv6 address its first half, which is what a line or a host's network is told by.
///
/// Two addresses are of one network if they share 24 bits (IPv4) or 48 bits (IPv6): enough for the
/// pools that one household, one site or one line of a provider is given its addresses from.
final class Network {

  /// Of what is not an address, and of `::1` and its like.
  static final long UNKNOWN = 0;

  /// Marks IPv4 as `::ffff:0:0/96` does within IPv6; no such half of an IPv6 address is in use.
  private static final long IPV4 = 0xFFFFL << 32;

  private static final int IPV4_HOST_BITS = 8;
  private static final int IPV6_SITE_BITS = 16;

  private Network() {}

  /// Reads an address as Java prints it.
  static long of(String address) {
    return address.indexOf(':') < 0 ? ipv4(address) : ipv6(address);
  }

  /// Whether the two are surely of different networks. Nothing is known about an IPv4 and an IPv6
  /// address: a device that speaks both uses now one, now the other.
  static boolean differ(long one, long other) {
    if (one == UNKNOWN || other == UNKNOWN || isIpv4(one) != isIpv4(other)) {
      return false;
    }
    int bits = isIpv4(one) ? IPV4_HOST_BITS : IPV6_SITE_BITS;
    return one >>> bits != other >>> bits;
  }

  /// Whether the two are surely of the same network.
  static boolean same(long one, long other) {
    return one != UNKNOWN
        && other != UNKNOWN
        && isIpv4(one) == isIpv4(other)
        && !differ(one, other);
  }

  /// As a person writes it.
  static String text(long address) {
    if (isIpv4(address)) {
      return "%d.%d.%d.%d"
          .formatted(
              address >>> 24 & 0xFF, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF);
    }
    return "%x:%x:%x:%x::/64"
        .formatted(
            address >>> 48, address >>> 32 & 0xFFFF, address >>> 16 & 0xFFFF, address & 0xFFFF);
  }

  private static boolean isIpv4(long address) {
    return address >>> 32 == IPV4 >>> 32;
  }

  private static long ipv4(String address) {
    long bits = 0;
    int part = -1;
    int dots = 0;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '.' && part >= 0 && part < 256) {
        bits = bits << 8 | part;
        part = -1;
        dots++;
      } else if (c >= '0' && c <= '9' && part < 256) {
        part = Math.max(part, 0) * 10 + (c - '0');
      } else {
        return UNKNOWN;
      }
    }
    return dots == 3 && part >= 0 && part < 256 ? IPV4 | bits << 8 | part : UNKNOWN;
  }

  /// The first four groups; those that `::` leaves out are zero.
  private static long ipv6(String address) {
    long bits = 0;
    int group = 0;
    int groups = 0;
    for (int i = 0; i < address.length() && groups < 4; i++) {
      char c = address.charAt(i);
      int digit = Character.digit(c, 16);
      if (digit >= 0) {
        group = (group << 4 | digit) & 0xFFFF;
      } else if (c != ':') {
        return UNKNOWN;
      } else {
        bits = bits << 16 | group;
        group = 0;
        groups++;
        if (i + 1 < address.length() && address.charAt(i + 1) == ':') {
          return bits << (16 * (4 - groups)); // what is behind it are the last groups
        }
      }
    }
    return groups == 4 ? bits : UNKNOWN;
  }
}
