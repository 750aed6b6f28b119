package io.mintmark.gate;

import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;

/// Against whom a refused attempt counts. A device that was disabled, or registers where an
/// operator does not let it, tries again for ever although nothing is wrong with its neighbours: it
/// counts against its own name, and not against the address that it shares with them.
enum Blame {
  /// Against the address and the identity that it named.
  PEER,
  /// Against the identity alone.
  IDENTITY,
  /// The fault is ours.
  NOBODY;

  static Blame of(LoginOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED,
          SIGN_METHOD_UNKNOWN,
          KEEP_ALIVE_OUT_OF_RANGE,
          METHOD_NOT_OFFERED,
          IDENTITY_MISMATCH,
          PRODUCT_UNKNOWN,
          DIALECT_MISMATCH,
          DEVICE_UNKNOWN,
          PROOF_WRONG,
          CLIENT_UNKNOWN,
          TOKEN_WRONG ->
          PEER;
      // The signature or the token was right, or was not looked at.
      case PLAIN_TRANSPORT, EXPIRED, CLIENT_BANNED, DEVICE_DISABLED, DEVICE_HELD -> IDENTITY;
      case OVERLOADED, THROTTLED, INTERNAL -> NOBODY;
    };
  }

  /// Whoever has a product's secret and asks for names that are not listed may be trying them out.
  static Blame of(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED,
          SIGN_METHOD_UNKNOWN,
          PRODUCT_UNKNOWN,
          DIALECT_MISMATCH,
          PROOF_WRONG,
          DEVICE_NOT_LISTED,
          NAME_IS_LISTED,
          NAME_NOT_ALLOWED ->
          PEER;
      case PLAIN_TRANSPORT,
          REGISTRATION_OFF,
          UNLISTED_NOT_OFFERED,
          DEVICE_DISABLED,
          DEVICE_HELD,
          TOO_MANY_CLIENTS,
          TOO_MANY_NAMES,
          ALREADY_ACTIVATED ->
          IDENTITY;
      case OVERLOADED, THROTTLED, INTERNAL -> NOBODY;
    };
  }
}
