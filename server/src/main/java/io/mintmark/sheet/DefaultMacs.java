package io.mintmark.sheet;

import io.mintmark.device.MacNotation;
import java.util.Set;

/// MAC addresses that boards carry before they get one of their own.
final class DefaultMacs {

  /// Examples from data sheets that found their way into firmware, and what the drivers and
  /// reference designs of network chips fall back to.
  private static final Set<String> KNOWN =
      Set.of(
          "001122334455",
          "0123456789ab",
          "123456789abc",
          "aabbccddeeff",
          "a1b2c3d4e5f6",
          "deadbeef0000",
          "deadbeefcafe",
          "020000000000", // told to programs that may not see the real one (Android, iOS)
          "00e04c680001", // Realtek PCIe and USB without an EEPROM
          "00e04c360001",
          "00904cc51238", // Broadcom's reference NVRAM
          "000c43e17628", // MediaTek MT7628 reference design
          "000c43e1762a");

  private DefaultMacs() {}

  /// Also an address of one byte six times over, such as 00 or FF.
  static boolean isDefault(String name) {
    return MacNotation.bare(name).filter(DefaultMacs::isKnown).isPresent();
  }

  private static boolean isKnown(String bare) {
    return KNOWN.contains(bare) || bare.equals(bare.substring(0, 2).repeat(6));
  }
}
