package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.MisreadNames;
import io.mintmark.dialect.MisreadTimes;
import io.mintmark.dialect.Orders;
import io.mintmark.vault.Misreading;
import io.mintmark.vault.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Texts that Tencent firmware signs by mistake. Made only for a proof that was wrong.
final class MisreadTexts {

  private final List<Misreading> found = new ArrayList<>();

  private MisreadTexts() {}

  /// Of `POST /register/dev`.
  static List<Misreading> ofFirst(DeviceIdentity identity, String nonce, String timestamp) {
    var texts = new MisreadTexts();
    var parts = first(identity.name(), identity, nonce, timestamp);
    Orders.otherThan(parts, "&")
        .forEach(text -> texts.add(Mistake.PARAMETERS_IN_OTHER_ORDER, text));
    texts.add(Mistake.OTHER_SEPARATORS, String.join("", parts));
    texts.add(Mistake.OTHER_SEPARATORS, String.join("", parts).replace("=", ""));
    texts.add(Mistake.TIMESTAMP_LEFT_OUT, String.join("&", parts.subList(0, parts.size() - 1)));
    MisreadTimes.otherUnit(timestamp)
        .ifPresent(
            other ->
                texts.add(
                    Mistake.TIMESTAMP_IN_OTHER_UNIT,
                    String.join("&", first(identity.name(), identity, nonce, other))));
    texts.add(
        Mistake.CASE_CHANGED,
        String.join("&", parts)
            .replace("deviceName=", "DeviceName=")
            .replace("productId=", "ProductId="));
    for (var other : MisreadNames.of(identity.name())) {
      texts.add(other.mistake(), String.join("&", first(other.name(), identity, nonce, timestamp)));
    }
    return texts.found;
  }

  /// Of `POST /device/register`, for each text that would have been right.
  static List<Misreading> ofSecond(List<String> rightTexts, String timestamp, byte[] body) {
    var texts = new MisreadTexts();
    String plainBody = new String(body, StandardCharsets.UTF_8);
    for (String right : rightTexts) {
      int hashStart = right.lastIndexOf('\n') + 1;
      String head = right.substring(0, hashStart);
      String hash = right.substring(hashStart);
      texts.add(Mistake.BODY_IN_OTHER_FORM, head + hash.toUpperCase(Locale.ROOT));
      texts.add(Mistake.BODY_IN_OTHER_FORM, head + plainBody);
      texts.add(Mistake.BODY_IN_OTHER_FORM, head.substring(0, head.length() - 1));
      texts.add(Mistake.EMPTY_LINE_LEFT_OUT, right.replace("\n\n", "\n"));
      texts.add(Mistake.OTHER_SEPARATORS, right.replace("\n", "\r\n"));
      texts.add(Mistake.OTHER_SEPARATORS, right.replace("\n", "\\n"));
      texts.add(Mistake.TIMESTAMP_LEFT_OUT, right.replace("\n" + timestamp + "\n", "\n"));
      MisreadTimes.otherUnit(timestamp)
          .ifPresent(
              other ->
                  texts.add(
                      Mistake.TIMESTAMP_IN_OTHER_UNIT,
                      right.replace("\n" + timestamp + "\n", "\n" + other + "\n")));
    }
    return texts.found;
  }

  /// Of a login; the right text is the user name `{pid}{dn};{appid};{connid};{expiry}`.
  static List<Misreading> ofLogin(DeviceIdentity identity, String username) {
    var texts = new MisreadTexts();
    String product = identity.product().value();
    String device = product + identity.name();
    String rest = username.substring(device.length());
    texts.add(Mistake.USER_NAME_IN_PART, device);
    texts.add(Mistake.USER_NAME_IN_PART, username.substring(0, username.lastIndexOf(';')));
    texts.add(Mistake.USER_NAME_IN_PART, rest.substring(1));
    texts.add(Mistake.OTHER_SEPARATORS, username.replace(";", ""));
    String[] parts = username.split(";", -1);
    Orders.otherThan(List.of(parts), ";")
        .forEach(text -> texts.add(Mistake.PARAMETERS_IN_OTHER_ORDER, text));
    MisreadTimes.otherUnit(parts[parts.length - 1])
        .ifPresent(
            other ->
                texts.add(
                    Mistake.TIMESTAMP_IN_OTHER_UNIT,
                    username.substring(0, username.lastIndexOf(';') + 1) + other));
    for (var other : MisreadNames.of(identity.name())) {
      texts.add(other.mistake(), product + other.name() + rest);
    }
    return texts.found;
  }

  private static List<String> first(
      String name, DeviceIdentity identity, String nonce, String timestamp) {
    return List.of(
        "deviceName=" + name,
        "nonce=" + nonce,
        "productId=" + identity.product(),
        "timestamp=" + timestamp);
  }

  private void add(Mistake mistake, String text) {
    found.add(new Misreading(mistake, text));
  }
}
