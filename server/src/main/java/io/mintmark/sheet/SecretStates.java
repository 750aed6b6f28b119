package io.mintmark.sheet;

import io.mintmark.device.InitialState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The words for a device's state in files of imports: ours, and those that the vendors' consoles
/// use. Whether a device was online there says that it is activated.
final class SecretStates {

  private static final Map<String, InitialState> WORDS =
      Map.ofEntries(
          Map.entry("", InitialState.UNACTIVATED),
          Map.entry("unactivated", InitialState.UNACTIVATED),
          Map.entry("unactive", InitialState.UNACTIVATED),
          Map.entry("未激活", InitialState.UNACTIVATED),
          Map.entry("activated", InitialState.ACTIVATED),
          Map.entry("online", InitialState.ACTIVATED),
          Map.entry("offline", InitialState.ACTIVATED),
          Map.entry("已激活", InitialState.ACTIVATED),
          Map.entry("在线", InitialState.ACTIVATED),
          Map.entry("离线", InitialState.ACTIVATED),
          Map.entry("disabled", InitialState.DISABLED),
          Map.entry("disable", InitialState.DISABLED),
          Map.entry("已禁用", InitialState.DISABLED),
          Map.entry("禁用", InitialState.DISABLED));

  private SecretStates() {}

  /// What a cell says; empty if that is no word for a state.
  static Optional<InitialState> of(String text) {
    return Optional.ofNullable(WORDS.get(text.strip().toLowerCase(Locale.ROOT)));
  }
}
