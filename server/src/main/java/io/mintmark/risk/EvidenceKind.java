package io.mintmark.risk;

/// What may be seen of a device that exists more than once, and how much each piece weighs in its
/// score of 0 to 100. `docs/risk.md` says why these and why so much.
public enum EvidenceKind {
  /// Two networks took the session from each other and each came back for it, all within a minute.
  SESSION_ALTERNATES(40, true),
  /// Two logins with the same credential from different networks, within seconds.
  NETWORKS_AT_ONCE(20, true),
  /// A device that is activated asked for its secret again, from another network than it lives in.
  /// Whoever has the ProductSecret and a name can do that, so it proves no copy.
  REGISTERED_ELSEWHERE(15, false),
  /// One more unit was admitted under a name that had one. It is written down for the record; what
  /// weighs is that it is so still, see [RiskDesk].
  SEVERAL_CLIENTS(0, false);

  private final int points;
  private final boolean provesCopy;

  EvidenceKind(int points, boolean provesCopy) {
    this.points = points;
    this.provesCopy = provesCopy;
  }

  public int points() {
    return points;
  }

  /// Whether it takes the device's own credential to bring it about. Only such evidence may make a
  /// device CLONED: else a stranger could have it held.
  public boolean provesCopy() {
    return provesCopy;
  }
}
