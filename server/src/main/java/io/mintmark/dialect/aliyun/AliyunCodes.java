package io.mintmark.dialect.aliyun;

import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;

/// The one place where our reasons become Aliyun's codes. HTTP numbers are those of the vendor's
/// device error list; CONNACK codes those of its MQTT pages, which for a registration know only
/// "malformed", "later" and "refused". `docs/dialects/aliyun.md` has the evidence.
final class AliyunCodes {

  static final int SUCCESS = 200;
  static final int ACCEPTED = 0;

  private static final int IDENTIFIER_REJECTED = 2;
  private static final int UNAVAILABLE = 3;
  private static final int BAD_CREDENTIALS = 4;
  private static final int NOT_AUTHORIZED = 5;

  private AliyunCodes() {}

  /// `code` of an HTTP answer.
  static int codeOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, PLAIN_TRANSPORT -> 460;
      case SIGN_METHOD_UNKNOWN -> 6292;
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH -> 6250;
      case PROOF_WRONG -> 6600;
      case REGISTRATION_OFF, UNLISTED_NOT_OFFERED -> 6288;
      case DEVICE_NOT_LISTED -> 6100;
      case DEVICE_DISABLED -> 6204;
      case ALREADY_ACTIVATED -> 6289;
      case OVERLOADED -> 429;
      case INTERNAL -> 500;
    };
  }

  /// `message` of an HTTP answer; the vendor lists none, so the words are ours.
  static String messageOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED -> "parameter missing or malformed";
      case PLAIN_TRANSPORT -> "registration needs TLS";
      case SIGN_METHOD_UNKNOWN -> "signMethod not supported";
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH -> "product not found";
      case PROOF_WRONG -> "signature wrong";
      case REGISTRATION_OFF -> "dynamic register is off";
      case UNLISTED_NOT_OFFERED -> "registration of unlisted devices is off";
      case DEVICE_NOT_LISTED -> "device not found";
      case DEVICE_DISABLED -> "device is disabled";
      case ALREADY_ACTIVATED -> "device is already activated";
      case OVERLOADED -> "too many requests, try later";
      case INTERNAL -> "internal error";
    };
  }

  /// CONNACK of a registration. Code 5 is not used: the vendor's page does not have it here.
  static int returnCodeOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, SIGN_METHOD_UNKNOWN, PLAIN_TRANSPORT -> IDENTIFIER_REJECTED;
      case PRODUCT_UNKNOWN,
          DIALECT_MISMATCH,
          PROOF_WRONG,
          REGISTRATION_OFF,
          UNLISTED_NOT_OFFERED,
          DEVICE_NOT_LISTED,
          DEVICE_DISABLED,
          ALREADY_ACTIVATED ->
          BAD_CREDENTIALS;
      case OVERLOADED, INTERNAL -> UNAVAILABLE;
    };
  }

  /// CONNACK of a login.
  static int returnCodeOf(LoginOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, SIGN_METHOD_UNKNOWN, KEEP_ALIVE_OUT_OF_RANGE -> IDENTIFIER_REJECTED;
      case METHOD_NOT_OFFERED,
          PRODUCT_UNKNOWN,
          DIALECT_MISMATCH,
          DEVICE_UNKNOWN,
          PROOF_WRONG,
          EXPIRED ->
          BAD_CREDENTIALS;
      case IDENTITY_MISMATCH, DEVICE_DISABLED -> NOT_AUTHORIZED;
      case OVERLOADED, INTERNAL -> UNAVAILABLE;
    };
  }
}
