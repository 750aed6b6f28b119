package io.mintmark.access;

import java.time.Instant;

/// Somebody who signs in with a password.
///
/// @param passwordHash an encoded Argon2id hash
/// @param oneTime whether the password was made by us and must be replaced at the first sign-in
public record Account(
    String name, String passwordHash, boolean oneTime, Role role, Instant createdAt) {

  @Override
  public String toString() {
    return "Account[" + name + "]";
  }
}
