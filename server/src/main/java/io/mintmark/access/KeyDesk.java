package io.mintmark.access;

import io.mintmark.project.ProjectId;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Issues keys for programs, checks and revokes them. Safe for any thread; calls block.
public final class KeyDesk {

  private static final Pattern PRESENTED =
      Pattern.compile("(mmk-[a-z0-9]{10})_([A-Za-z0-9_-]{43})");

  private final AccessKeys keys;
  private final KeyCheck check;
  private final Vault vault;
  private final RandomTexts texts;
  private final LiveApplications live;
  private final InstantSource clock;

  /// @param live whose sessions end with their key
  public KeyDesk(
      AccessKeys keys,
      Vault vault,
      LiveApplications live,
      SecureRandom random,
      InstantSource clock) {
    this.keys = keys;
    this.check = new KeyCheck(keys, vault);
    this.vault = vault;
    this.live = live;
    this.texts = new RandomTexts(random);
    this.clock = clock;
  }

  /// A key for the management API that may do everything.
  ///
  /// @throws IllegalArgumentException if the name has not 1 to 64 characters
  public IssuedKey issueApiKey(String name) {
    return issueApiKey(name, Role.operator());
  }

  /// A key for the management API.
  ///
  /// @throws IllegalArgumentException if the name has not 1 to 64 characters
  public IssuedKey issueApiKey(String name, Role role) {
    var token = texts.token();
    var key = store("mmk-" + texts.id(), AccessKey.Kind.API, name, null, role, token);
    return new IssuedKey(key, SecretText.of(key.id() + "_" + token));
  }

  /// A key for a cloud program of a project, over MQTT: user name [AccessKey#id], password the
  /// token.
  ///
  /// @throws IllegalArgumentException if the name has not 1 to 64 characters
  public IssuedKey issueApplicationKey(String name, ProjectId project) {
    var token = texts.token();
    var key =
        store(
            "mma-" + texts.id(), AccessKey.Kind.APPLICATION, name, project, Role.operator(), token);
    return new IssuedKey(key, SecretText.of(token));
  }

  /// The API key that `presented` (`mmk-…_…`) proves; empty if it is malformed, unknown, revoked,
  /// of another kind or wrong.
  public Optional<AccessKey> check(SecretText presented) {
    var parts = PRESENTED.matcher(presented.expose());
    return parts.matches()
        ? check.check(parts.group(1), AccessKey.Kind.API, parts.group(2))
        : Optional.empty();
  }

  /// Keys of both kinds, oldest first.
  public List<AccessKey> all() {
    return keys.all();
  }

  /// Ends a key, and the sessions of cloud programs that were opened with it. False if there is no
  /// such key.
  public boolean revoke(String id) {
    boolean known = keys.remove(id);
    live.close(id);
    return known;
  }

  private AccessKey store(
      String id,
      AccessKey.Kind kind,
      String name,
      @Nullable ProjectId project,
      Role role,
      String token) {
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("a key's name has 1 to 64 characters");
    }
    var createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var key = new AccessKey(id, kind, name, project, role, vault.tokenHash(token), createdAt);
    keys.add(key);
    return key;
  }

  /// A new key with its token, which is shown this once.
  ///
  /// @param token of an API key the whole text to present, `mmk-<id>_<secret>`; of an application
  ///     key the MQTT password
  public record IssuedKey(AccessKey key, SecretText token) {}
}
