package io.mintmark.devicekit.aliyun;

/// What the server answered to an unlisted registration.
public sealed interface UnlistedOutcome {

  /// The unit is one more of its name.
  record Admitted(UnitCredential credential) implements UnlistedOutcome {}

  /// Any CONNACK but 0.
  record Refused(int connackCode) implements UnlistedOutcome {}
}
