package io.mintmark.gate;

/// Why something that a session said was not let through, or not as it was said; its name is the
/// word in the event log.
enum MessageRefusal {
  /// Not one of the sender's own topics.
  FORBIDDEN_TOPIC(ReasonCodes.NOT_AUTHORIZED),
  /// A part of MQTT that the vendor's platform does not serve.
  NOT_SERVED(ReasonCodes.NOT_AUTHORIZED),
  /// More bytes than the vendor's platform takes.
  TOO_LARGE(ReasonCodes.QUOTA_EXCEEDED),
  /// More filters than the vendor's platform grants.
  TOO_MANY_FILTERS(ReasonCodes.QUOTA_EXCEEDED);

  private final int reasonCode;

  MessageRefusal(int reasonCode) {
    this.reasonCode = reasonCode;
  }

  /// What MQTT 5 calls it in a PUBACK or PUBREC.
  int reasonCode() {
    return reasonCode;
  }
}
