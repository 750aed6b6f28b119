package io.mintmark.dialect.aliyun;

import io.mintmark.device.SubDeviceEnd;
import io.mintmark.gateway.GatewayOutcome;
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
      case DEVICE_NOT_LISTED, NAME_IS_LISTED, NAME_NOT_ALLOWED, TOO_MANY_NAMES -> 6100;
      case DEVICE_DISABLED, DEVICE_HELD, TOO_MANY_CLIENTS -> 6204;
      case ALREADY_ACTIVATED -> 6289;
      case OVERLOADED, THROTTLED -> 429;
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
      case NAME_IS_LISTED -> "device is pre-registered";
      case NAME_NOT_ALLOWED -> "deviceName not allowed";
      case DEVICE_DISABLED, DEVICE_HELD -> "device is disabled";
      case TOO_MANY_CLIENTS, TOO_MANY_NAMES -> "limit reached";
      case ALREADY_ACTIVATED -> "device is already activated";
      case OVERLOADED, THROTTLED -> "too many requests, try later";
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
          NAME_IS_LISTED,
          NAME_NOT_ALLOWED,
          DEVICE_DISABLED,
          DEVICE_HELD,
          TOO_MANY_CLIENTS,
          TOO_MANY_NAMES,
          ALREADY_ACTIVATED ->
          BAD_CREDENTIALS;
      case OVERLOADED, THROTTLED, INTERNAL -> UNAVAILABLE;
    };
  }

  /// CONNACK of a login.
  static int returnCodeOf(LoginOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED, SIGN_METHOD_UNKNOWN, KEEP_ALIVE_OUT_OF_RANGE, PLAIN_TRANSPORT ->
          IDENTIFIER_REJECTED;
      case METHOD_NOT_OFFERED,
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

  /// `code` of an answer to a gateway. The vendor's lists are per call, and give the same fact
  /// different numbers.
  static int codeOf(GatewayOutcome.Reason reason, GatewayTopic call) {
    boolean session = call.isOfSessions();
    boolean registration = call.isOfRegistration();
    return switch (reason) {
      case MALFORMED, TOO_MANY_AT_ONCE, METHOD_NOT_OFFERED -> 460;
      case SIGN_METHOD_UNKNOWN -> 6292;
      case GATEWAY_ITSELF, NOT_A_GATEWAY -> 6402;
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH, OTHER_PROJECT ->
          registration ? 5005 : session ? 6100 : 6250;
      case PROOF_WRONG, EXPIRED -> session ? 6287 : 401;
      case REGISTRATION_OFF -> 6288;
      case DEVICE_UNKNOWN, NOT_LISTED -> 6100;
      case DEVICE_DISABLED, DEVICE_HELD -> session ? 522 : 6204;
      case ALREADY_ACTIVATED -> 6289;
      case BOUND_ELSEWHERE, BOUND_ALREADY -> 6619;
      case TOO_MANY_SUB_DEVICES -> 6400;
      case TOPOLOGY_MISSING -> 6401;
      case TOO_MANY_ONLINE -> 428;
      case NOT_ONLINE -> 520;
      case OVERLOADED -> 429;
      case INTERNAL -> 500;
    };
  }

  /// `message` of an answer to a gateway, in our words.
  static String messageOf(GatewayOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED -> "parameter missing or malformed";
      case TOO_MANY_AT_ONCE -> "too many sub-devices in one request";
      case METHOD_NOT_OFFERED -> "not offered";
      case SIGN_METHOD_UNKNOWN -> "signMethod not supported";
      case NOT_A_GATEWAY -> "the product is none of gateways";
      case GATEWAY_ITSELF -> "a gateway cannot be its own sub-device";
      case PRODUCT_UNKNOWN, DIALECT_MISMATCH, OTHER_PROJECT -> "product not found";
      case PROOF_WRONG -> "signature wrong";
      case EXPIRED -> "signature expired";
      case REGISTRATION_OFF -> "dynamic register is off";
      case DEVICE_UNKNOWN, NOT_LISTED -> "device not found";
      case DEVICE_DISABLED, DEVICE_HELD -> "device is disabled";
      case ALREADY_ACTIVATED -> "device is already activated";
      case BOUND_ELSEWHERE, BOUND_ALREADY -> "sub-device is bound to another gateway";
      case TOO_MANY_SUB_DEVICES -> "gateway has too many sub-devices";
      case TOPOLOGY_MISSING -> "topology relation does not exist";
      case TOO_MANY_ONLINE -> "too many sub-devices online";
      case NOT_ONLINE -> "no session";
      case OVERLOADED -> "too many requests, try later";
      case INTERNAL -> "internal error";
    };
  }

  /// `code` of the message that tells a gateway of a sub-device put out.
  static int codeOf(SubDeviceEnd why) {
    return switch (why) {
      case TAKEN_OVER -> 427;
      case DEVICE_DELETED -> 521;
      case DEVICE_DISABLED -> 522;
      case TOPOLOGY_REMOVED -> 6401;
      case OTHER -> 520;
    };
  }

  static String messageOf(SubDeviceEnd why) {
    return switch (why) {
      case TAKEN_OVER -> "device logged in elsewhere";
      case DEVICE_DELETED -> "device is deleted";
      case DEVICE_DISABLED -> "device is disabled";
      case TOPOLOGY_REMOVED -> "topology relation does not exist";
      case OTHER -> "no session";
    };
  }
}
