package io.mintmark.api;

import io.mintmark.access.AccessKey;
import io.mintmark.access.KeyDesk.IssuedKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// How keys of both kinds look from outside.
final class KeyViews {

  private KeyViews() {}

  static Key of(AccessKey key) {
    return new Key(key.id(), key.name(), key.createdAt());
  }

  static NewKey of(IssuedKey issued) {
    var key = issued.key();
    return new NewKey(key.id(), key.name(), key.createdAt(), issued.token().expose());
  }

  /// What to call a new key.
  record KeyName(@Schema(example = "erp") String name) {

    KeyName {
      Fields.name("name", name);
    }
  }

  /// A key without what proves it.
  record Key(@Schema(example = "mmk-3k9x0a7q2m") String id, String name, Instant createdAt) {}

  /// A key that was just issued.
  record NewKey(
      @Schema(example = "mmk-3k9x0a7q2m") String id,
      String name,
      Instant createdAt,
      @Schema(description = "The secret; it is shown this once") String token) {

    @Override
    public String toString() {
      return "NewKey[" + id + "]";
    }
  }
}
