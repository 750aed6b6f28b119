package io.mintmark.gate.admission;

/// What a peer may be over.
public enum Limit {
  /// Connections of everybody together.
  ACCEPTS("gate.admission.accepts"),
  /// Connections from one address.
  ADDRESS_CONNECTS("gate.admission.address-connects"),
  /// Attempts from one address that failed by the peer's fault.
  ADDRESS_FAILURES("gate.admission.address-failures"),
  /// Logins and registrations of one identity that were granted.
  IDENTITY_CONNECTS("gate.admission.identity-connects"),
  /// Attempts in the name of one identity that failed.
  IDENTITY_FAILURES("gate.admission.identity-failures");

  private final String setting;

  Limit(String setting) {
    this.setting = setting;
  }

  /// The key of the setting that an operator would change.
  public String setting() {
    return setting;
  }
}
