package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.MisreadNames;
import io.mintmark.dialect.MisreadTimes;
import io.mintmark.dialect.Orders;
import io.mintmark.vault.Misreading;
import io.mintmark.vault.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Texts that Aliyun firmware signs by mistake. Made only for a proof that was wrong.
final class MisreadTexts {

  private final List<Misreading> found = new ArrayList<>();

  private MisreadTexts() {}

  /// @param random as sent
  static List<Misreading> ofRegistration(DeviceIdentity identity, String random) {
    var texts = new MisreadTexts();
    var parts = parts(null, identity.name(), identity, null);
    parts.add("random" + random);
    texts.reordered(parts);
    for (var other : MisreadNames.of(identity.name())) {
      var misread = parts(null, other.name(), identity, null);
      misread.add("random" + random);
      texts.add(other.mistake(), String.join("", misread));
    }
    texts.separated(
        List.of("deviceName", "productKey", "random"),
        List.of(identity.name(), identity.product().value(), random));
    return texts.found;
  }

  /// @param whole the client id with its block
  /// @param timestamp null if none was sent
  static List<Misreading> ofLogin(
      ClientId clientId, String whole, DeviceIdentity identity, @Nullable String timestamp) {
    var texts = new MisreadTexts();
    String base = clientId.base();
    String name = identity.name();
    texts.add(Mistake.CLIENT_ID_WITH_BLOCK, joined(whole, name, identity, timestamp));
    texts.add(Mistake.CLIENT_ID_LEFT_OUT, joined(null, name, identity, timestamp));
    if (timestamp != null) {
      texts.add(Mistake.TIMESTAMP_LEFT_OUT, joined(base, name, identity, null));
      MisreadTimes.otherUnit(timestamp)
          .ifPresent(
              other ->
                  texts.add(Mistake.TIMESTAMP_IN_OTHER_UNIT, joined(base, name, identity, other)));
    }
    texts.reordered(parts(base, name, identity, timestamp));
    for (var other : MisreadNames.of(name)) {
      texts.add(other.mistake(), joined(base, other.name(), identity, timestamp));
    }
    List<String> names = new ArrayList<>(List.of("clientId", "deviceName", "productKey"));
    List<String> values = new ArrayList<>(List.of(base, name, identity.product().value()));
    if (timestamp != null) {
      names.add("timestamp");
      values.add(timestamp);
    }
    texts.separated(names, values);
    return texts.found;
  }

  private void add(Mistake mistake, String text) {
    found.add(new Misreading(mistake, text));
  }

  private void reordered(List<String> parts) {
    Orders.otherThan(parts, "").forEach(text -> add(Mistake.PARAMETERS_IN_OTHER_ORDER, text));
  }

  /// Names in small letters, and the separators of a query.
  private void separated(List<String> names, List<String> values) {
    List<String> small = new ArrayList<>();
    List<String> query = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      small.add(names.get(i).toLowerCase(Locale.ROOT) + values.get(i));
      query.add(names.get(i) + "=" + values.get(i));
    }
    add(Mistake.CASE_CHANGED, String.join("", small));
    add(Mistake.OTHER_SEPARATORS, String.join("&", query));
    add(Mistake.OTHER_SEPARATORS, String.join(",", query));
    add(Mistake.OTHER_SEPARATORS, String.join("", values));
  }

  private static String joined(
      @Nullable String clientId, String name, DeviceIdentity identity, @Nullable String timestamp) {
    return String.join("", parts(clientId, name, identity, timestamp));
  }

  private static List<String> parts(
      @Nullable String clientId, String name, DeviceIdentity identity, @Nullable String timestamp) {
    List<String> parts = new ArrayList<>();
    if (clientId != null) {
      parts.add("clientId" + clientId);
    }
    parts.add("deviceName" + name);
    parts.add("productKey" + identity.product());
    if (timestamp != null) {
      parts.add("timestamp" + timestamp);
    }
    return parts;
  }
}
