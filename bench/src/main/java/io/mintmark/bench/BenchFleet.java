package io.mintmark.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The devices of the benchmark: numbered names and one secret for all, so that a million of them
/// need no memory here. Which device comes next is scattered over the whole range, as in life.
final class BenchFleet {

  static final String PRODUCT_KEY = "a1BenchFlt1";
  static final String PRODUCT_SECRET = "BenchProdSecret1";
  static final String DEVICE_SECRET = "BenchDeviceSecret0123456789abcde";

  /// The product whose devices log in over TLS-PSK, and the secret of all of them.
  static final String PSK_PRODUCT = "BENCHPSK01";

  static final byte[] PSK = "benchmark's key!".getBytes(StandardCharsets.US_ASCII);

  /// A prime, so that steps of it visit every number of any range it does not divide.
  private static final long STRIDE = 15_485_863;

  private final Mac productMac = mac(PRODUCT_SECRET);
  private final Mac deviceMac = mac(DEVICE_SECRET);

  static String name(int number) {
    return String.format(Locale.ROOT, "unit-%08d", number);
  }

  /// The number at this place of a scattered walk through `count` numbers from `first`.
  static int scattered(int first, int count, long place) {
    return first + (int) (place * STRIDE % count);
  }

  /// Signature of a registration: over deviceName, productKey, random.
  String registrationSign(String name, String random) {
    return hex(productMac, "deviceName" + name + "productKey" + PRODUCT_KEY + "random" + random);
  }

  /// A CONNECT that logs this device in, as the vendor's C SDK 4 writes it.
  byte[] loginConnect(String name) {
    return loginConnect(name, deviceMac);
  }

  /// The same, signed with another device's secret.
  byte[] wrongConnect(String name) {
    return loginConnect(name, productMac);
  }

  private static byte[] loginConnect(String name, Mac mac) {
    String base = PRODUCT_KEY + "." + name;
    String sign =
        hex(
            mac,
            "clientId"
                + base
                + "deviceName"
                + name
                + "productKey"
                + PRODUCT_KEY
                + "timestamp2524608000000");
    String clientId =
        base + "|timestamp=2524608000000,_v=sdk-c-4.2.0,securemode=2,signmethod=hmacsha256,ext=3|";
    return MqttBytes.connect(clientId, name + "&" + PRODUCT_KEY, sign, 120);
  }

  /// A CONNECT without a password: the handshake below has proved who it is.
  static byte[] pskConnect(String name) {
    String clientId = PSK_PRODUCT + name;
    return MqttBytes.connect(clientId, clientId + ";21010406;9haMc;2147483647", null, 120);
  }

  /// A CONNECT that registers this device.
  byte[] registrationConnect(String name, String random) {
    String clientId =
        name
            + "."
            + PRODUCT_KEY
            + "|random="
            + random
            + ",authType=register,securemode=2,signmethod=hmacsha256|";
    return MqttBytes.connect(
        clientId, name + "&" + PRODUCT_KEY, registrationSign(name, random), 120);
  }

  private static Mac mac(String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(Mac mac, String text) {
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
