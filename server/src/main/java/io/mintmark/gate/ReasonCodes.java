package io.mintmark.gate;

/// MQTT 5 reason codes beside MQTT 3 return codes.
final class ReasonCodes {

  static final int UNSPECIFIED = 0x80;
  static final int MALFORMED_PACKET = 0x81;
  static final int NOT_AUTHORIZED = 0x87;
  static final int QUOTA_EXCEEDED = 0x97;
  static final int BAD_AUTHENTICATION_METHOD = 0x8C;

  /// MQTT 3 return codes.
  static final int UNSUPPORTED_VERSION = 1;

  static final int IDENTIFIER_REJECTED = 2;
  static final int SERVER_UNAVAILABLE = 3;
  static final int BAD_USER_NAME_OR_PASSWORD = 4;

  /// What a SUBACK of MQTT 3.1.1 says of a refused filter.
  static final int FILTER_REFUSED = 0x80;

  private ReasonCodes() {}

  /// The CONNACK reason code of MQTT 5 that says what a return code of MQTT 3 says.
  static int ofReturnCode(int returnCode) {
    return switch (returnCode) {
      case 0 -> 0;
      case UNSUPPORTED_VERSION -> 0x84;
      case IDENTIFIER_REJECTED -> 0x85;
      case SERVER_UNAVAILABLE -> 0x88;
      case BAD_USER_NAME_OR_PASSWORD -> 0x86;
      case 5 -> NOT_AUTHORIZED;
      default -> UNSPECIFIED;
    };
  }
}
