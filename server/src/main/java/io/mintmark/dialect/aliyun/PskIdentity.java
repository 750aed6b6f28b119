package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.WireText;
import io.mintmark.login.KeyClaim;
import io.mintmark.login.KeyForm;
import io.mintmark.product.Dialect;
import io.mintmark.vault.HmacAlgorithm;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name `devicename|hmacsha256|{PK}&{DN}|{timestamp}` by which Link SDK for C calls itself in a
/// TLS-PSK handshake. The timestamp is part of what the key is the MAC of, and means nothing.
final class PskIdentity {

  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,20}");

  private PskIdentity() {}

  static Optional<KeyClaim> read(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 4
        || !parts[0].equals("devicename")
        || !parts[1].toLowerCase(Locale.ROOT).equals("hmacsha256")
        || !TIMESTAMP.matcher(parts[3]).matches()) {
      return Optional.empty();
    }
    int and = parts[2].indexOf('&');
    if (and < 0) {
      return Optional.empty();
    }
    String signed = "id" + parts[2] + "timestamp" + parts[3];
    return WireText.identity(parts[2].substring(0, and), parts[2].substring(and + 1))
        .map(
            device ->
                new KeyClaim(
                    device,
                    Dialect.ALIYUN,
                    new KeyForm.UpperCaseHexMac(HmacAlgorithm.HMAC_SHA256, signed)));
  }
}
