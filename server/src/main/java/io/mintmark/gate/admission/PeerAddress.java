package io.mintmark.gate.admission;

import java.net.InetAddress;

/// An address as the limits see it, in 64 bits: an IPv6 address by its /64, the least that one
/// subscriber is given, since he can take as many addresses of that as he likes; an IPv4 address
/// whole.
public final class PeerAddress {

  /// Somebody whose address is not known any more.
  public static final long UNKNOWN = 0;

  /// No IPv6 network begins so.
  private static final long IPV4 = 0x0000_ffff_0000_0000L;

  private PeerAddress() {}

  public static long of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return IPV4 | number(bytes, 0, 4);
    }
    long network = number(bytes, 0, 8);
    boolean mapped = network == 0 && number(bytes, 8, 4) == 0xffff;
    return mapped ? IPV4 | number(bytes, 12, 4) : network;
  }

  /// The network around it, an IPv4 /24 or an IPv6 /56: where a device may well get its next
  /// address from.
  static long neighbourhood(long address) {
    return address >>> 8;
  }

  private static long number(byte[] bytes, int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      number = (number << 8) | (bytes[i] & 0xff);
    }
    return number;
  }
}
