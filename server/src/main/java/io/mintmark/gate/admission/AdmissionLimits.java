package io.mintmark.gate.admission;

/// How often peers may come and fail. An address is an IPv4 address or an IPv6 /64, the least that
/// one subscriber is given.
///
/// @param accepts connections of everybody together
/// @param addressConnects connections from one address
/// @param addressFailures attempts from one address that failed by the peer's fault
/// @param identityConnects logins and registrations of one identity that were granted
/// @param identityFailures attempts in the name of one identity that failed
public record AdmissionLimits(
    Allowance accepts,
    Allowance addressConnects,
    Allowance addressFailures,
    Allowance identityConnects,
    Allowance identityFailures) {

  /// Made for a factory with a thousand units behind one address, and for SDKs that come again
  /// after one or two seconds for ever; `docs/decisions/0005-admission.md` has the reasons.
  public static final AdmissionLimits DEFAULT =
      new AdmissionLimits(
          Allowance.OFF,
          Allowance.OFF,
          Allowance.perSecond(1_000, 50),
          Allowance.perSecond(300, 10),
          Allowance.perMinute(10, 5));

  /// No limit at all.
  public static final AdmissionLimits NONE =
      new AdmissionLimits(
          Allowance.OFF, Allowance.OFF, Allowance.OFF, Allowance.OFF, Allowance.OFF);

  public AdmissionLimits with(Limit limit, Allowance allowance) {
    return new AdmissionLimits(
        limit == Limit.ACCEPTS ? allowance : accepts,
        limit == Limit.ADDRESS_CONNECTS ? allowance : addressConnects,
        limit == Limit.ADDRESS_FAILURES ? allowance : addressFailures,
        limit == Limit.IDENTITY_CONNECTS ? allowance : identityConnects,
        limit == Limit.IDENTITY_FAILURES ? allowance : identityFailures);
  }

  public Allowance of(Limit limit) {
    return switch (limit) {
      case ACCEPTS -> accepts;
      case ADDRESS_CONNECTS -> addressConnects;
      case ADDRESS_FAILURES -> addressFailures;
      case IDENTITY_CONNECTS -> identityConnects;
      case IDENTITY_FAILURES -> identityFailures;
    };
  }
}
