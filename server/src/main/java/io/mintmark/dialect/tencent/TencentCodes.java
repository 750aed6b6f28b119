package io.mintmark.dialect.tencent;

import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;

/// The one place where our reasons become Tencent's codes. Of the numbers only 0 and 1010 are the
/// vendor's; of the names all are in its cloud API, but which one its device API uses is not
/// published. `docs/dialects/tencent.md` has the evidence.
final class TencentCodes {

  static final int SUCCESS = 0;
  static final int ACCEPTED = 0;
  static final int NOT_AUTHORIZED = 5;

  private static final int IDENTIFIER_REJECTED = 2;
  private static final int UNAVAILABLE = 3;
  private static final int BAD_CREDENTIALS = 4;

  private TencentCodes() {}

  /// `code` of a generation 1 answer. Every SDK takes any number but 0 for a failure.
  static int numberOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED -> 1001;
      case SIGN_METHOD_UNKNOWN -> 1002;
      case PLAIN_TRANSPORT -> 1003;
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH -> 1004;
      case PROOF_WRONG -> 1010; // the vendor's own
      case REGISTRATION_OFF -> 1011;
      case UNLISTED_NOT_OFFERED -> 1012;
      case DEVICE_NOT_LISTED -> 1013;
      case DEVICE_DISABLED -> 1014;
      case ALREADY_ACTIVATED -> 1015;
      case OVERLOADED -> 1020;
      case INTERNAL -> 1021;
    };
  }

  /// `Response.Error.Code` of a generation 2 answer.
  static String nameOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, SIGN_METHOD_UNKNOWN -> "InvalidParameter";
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH -> "ResourceNotFound.ProductNotExist";
      case PROOF_WRONG -> "AuthFailure.SignatureFailure";
      case PLAIN_TRANSPORT, REGISTRATION_OFF, UNLISTED_NOT_OFFERED, ALREADY_ACTIVATED ->
          "UnsupportedOperation";
      case DEVICE_NOT_LISTED -> "ResourceNotFound.DeviceNotExist";
      case DEVICE_DISABLED -> "UnauthorizedOperation.DeviceIsNotEnabled";
      case OVERLOADED, INTERNAL -> "InternalError";
    };
  }

  /// The text beside the code, in both generations. Those for a wrong signature, for a switch that
  /// is off and for a name not listed are the vendor's.
  static String messageOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED -> "Parameter missing or malformed";
      case SIGN_METHOD_UNKNOWN -> "Signature method not supported";
      case PLAIN_TRANSPORT -> "Registration needs TLS";
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH -> "Product not exists";
      case PROOF_WRONG -> "Check signature failed";
      case REGISTRATION_OFF -> "Not support dynamic device register, please check setting first";
      case UNLISTED_NOT_OFFERED, DEVICE_NOT_LISTED -> "Pre create mode: device not exists";
      case DEVICE_DISABLED -> "Device is disabled";
      case ALREADY_ACTIVATED -> "Device is already activated";
      case OVERLOADED -> "Too many requests, try later";
      case INTERNAL -> "Internal error";
    };
  }

  /// CONNACK of a login. The vendor publishes no code per cause; these follow MQTT's own wording.
  static int returnCodeOf(LoginOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, KEEP_ALIVE_OUT_OF_RANGE -> IDENTIFIER_REJECTED;
      case SIGN_METHOD_UNKNOWN,
          METHOD_NOT_OFFERED,
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
