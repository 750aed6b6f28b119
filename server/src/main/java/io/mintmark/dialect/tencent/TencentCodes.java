package io.mintmark.dialect.tencent;

import io.mintmark.gateway.GatewayOutcome;
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
      case DEVICE_DISABLED, DEVICE_HELD -> 1014;
      case ALREADY_ACTIVATED -> 1015;
      case NAME_IS_LISTED -> 1016;
      case NAME_NOT_ALLOWED -> 1017;
      case TOO_MANY_CLIENTS, TOO_MANY_NAMES -> 1018;
      case OVERLOADED, THROTTLED -> 1020;
      case INTERNAL -> 1021;
    };
  }

  /// `Response.Error.Code` of a generation 2 answer.
  static String nameOf(RegistrationOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, SIGN_METHOD_UNKNOWN -> "InvalidParameter";
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH -> "ResourceNotFound.ProductNotExist";
      case PROOF_WRONG -> "AuthFailure.SignatureFailure";
      case PLAIN_TRANSPORT,
          REGISTRATION_OFF,
          UNLISTED_NOT_OFFERED,
          ALREADY_ACTIVATED,
          NAME_IS_LISTED ->
          "UnsupportedOperation";
      case DEVICE_NOT_LISTED -> "ResourceNotFound.DeviceNotExist";
      case NAME_NOT_ALLOWED -> "InvalidParameterValue.DeviceNameInvalid";
      case TOO_MANY_CLIENTS, TOO_MANY_NAMES -> "LimitExceeded.DeviceExceedLimit";
      case DEVICE_DISABLED, DEVICE_HELD -> "UnauthorizedOperation.DeviceIsNotEnabled";
      case OVERLOADED, THROTTLED, INTERNAL -> "InternalError";
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
      case NAME_IS_LISTED -> "Device exists";
      case NAME_NOT_ALLOWED -> "Device name invalid";
      case TOO_MANY_CLIENTS, TOO_MANY_NAMES -> "Device number exceeds the limit";
      case DEVICE_DISABLED, DEVICE_HELD -> "Device is disabled";
      case ALREADY_ACTIVATED -> "Device is already activated";
      case OVERLOADED, THROTTLED -> "Too many requests, try later";
      case INTERNAL -> "Internal error";
    };
  }

  /// CONNACK of a login. The vendor publishes no code per cause; these follow MQTT's own wording.
  static int returnCodeOf(LoginOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, KEEP_ALIVE_OUT_OF_RANGE, PLAIN_TRANSPORT -> IDENTIFIER_REJECTED;
      case SIGN_METHOD_UNKNOWN,
          METHOD_NOT_OFFERED,
          PRODUCT_UNKNOWN,
          DIALECT_MISMATCH,
          DEVICE_UNKNOWN,
          PROOF_WRONG,
          EXPIRED,
          CLIENT_UNKNOWN,
          TOKEN_WRONG ->
          BAD_CREDENTIALS;
      case IDENTITY_MISMATCH, CLIENT_BANNED, DEVICE_DISABLED, DEVICE_HELD -> NOT_AUTHORIZED;
      case OVERLOADED, THROTTLED, INTERNAL -> UNAVAILABLE;
    };
  }

  /// `result` of one sub-device in an answer to a gateway.
  static int resultOf(GatewayOutcome.Reason reason) {
    return switch (reason) {
      case NOT_ONLINE -> SUCCESS; // it is offline, which is all that was asked
      case TOPOLOGY_MISSING -> -1;
      case TOO_MANY_ONLINE, OVERLOADED, INTERNAL -> -2;
      case MALFORMED, TOO_MANY_AT_ONCE -> 801;
      case PRODUCT_UNKNOWN, OTHER_PROJECT, DEVICE_UNKNOWN, NOT_LISTED -> 802;
      case PROOF_WRONG -> 803;
      case SIGN_METHOD_UNKNOWN, METHOD_NOT_OFFERED -> 804;
      case EXPIRED -> 805;
      case BOUND_ELSEWHERE -> 806;
      case GATEWAY_ITSELF, NOT_A_GATEWAY -> 807;
      case REGISTRATION_OFF,
          DEVICE_DISABLED,
          DEVICE_HELD,
          ALREADY_ACTIVATED,
          TOO_MANY_SUB_DEVICES ->
          808;
      case BOUND_ALREADY -> 809;
      case DIALECT_MISMATCH -> 810;
    };
  }
}
