package io.mintmark.gate.admission;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Whom to turn away before anybody is asked. Safe for any thread; takes no lock, keeps 6 MB
/// however many peers there are, and allocates nothing but for the refusals that are reported.
///
/// Whoever is over a limit must not get in by coming in numbers before the first of them has
/// failed. So from an address that has used half of its failures, every connection takes one in
/// advance: no more come in than would have been let fail.
///
/// Three rules make it fair. Grants and failures are counted apart, so that strangers who fail in
/// the name of a device do not use up its connects.
///
/// Failures in the name of an identity are counted apart where it was let in lately: whoever knows
/// the name of a device and fails with it elsewhere does not lock it out where it lives.
///
/// An attempt refused for its identity costs its address nothing as long as it comes no faster than
/// SDKs try again; so a hundred units that were disabled do not close the door to their factory.
/// One that insists is counted as a failure of its address, and soon is turned away at the door,
/// where that is cheap.
public final class Admission {

  private static final int ADDRESSES = 1 << 16;
  private static final int IDENTITIES = 1 << 17;
  private static final int FAMILIAR_PLACES = 1 << 18;
  private static final int REPORTED_KEYS = 1 << 12;

  private static final Duration FAMILIAR_FOR = Duration.ofDays(30);

  /// A little more than the fastest SDK does by itself.
  private static final Allowance INSISTENCE = Allowance.perSecond(60, 1);

  /// Events of throttled peers, of all together.
  private static final Allowance REPORTS = Allowance.perSecond(100, 10);

  /// The one key of what is counted for all together.
  private static final long EVERYBODY = 0;

  private final LongSupplier nanoClock;
  private final long start;
  private final KeyedHash hash;
  private final Rule accepts;
  private final Rule addressConnects;
  private final Rule addressFailures;
  private final Rule identityConnects;
  private final Rule identityFailures;
  private final TokenTable insistence = new TokenTable(INSISTENCE, IDENTITIES);
  private final TokenTable familiar = TokenTable.memory(FAMILIAR_FOR, FAMILIAR_PLACES);
  private final TokenTable reportBudget = new TokenTable(REPORTS, 4);
  private final Reports reports = new Reports(REPORTED_KEYS);

  /// @param random keys the hashes
  public Admission(AdmissionLimits limits, LongSupplier nanoClock, RandomGenerator random) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong() - Duration.ofMinutes(2).toNanos(); // see Reports#note
    this.hash = new KeyedHash(random);
    this.accepts = new Rule(Limit.ACCEPTS, limits, 4);
    this.addressConnects = new Rule(Limit.ADDRESS_CONNECTS, limits, ADDRESSES);
    this.addressFailures = new Rule(Limit.ADDRESS_FAILURES, limits, ADDRESSES);
    this.identityConnects = new Rule(Limit.IDENTITY_CONNECTS, limits, IDENTITIES);
    this.identityFailures = new Rule(Limit.IDENTITY_FAILURES, limits, IDENTITIES);
  }

  /// The key of an identity for the other methods.
  public long identity(String productKey, String deviceName) {
    return hash.of(productKey, deviceName);
  }

  /// Asked of every connection before anything else; counts it.
  ///
  /// @param address by [PeerAddress]
  /// @return null if it may come in
  public @Nullable Throttle atTheDoor(long address) {
    long now = now();
    long key = hash.of(address);
    if (addressFailures.buckets.isStrained(key, now) && !addressFailures.buckets.take(key, now)) {
      return refused(addressFailures, key, now);
    }
    if (!addressConnects.buckets.take(key, now)) {
      return refused(addressConnects, key, now);
    }
    return accepts.buckets.take(EVERYBODY, now) ? null : refused(accepts, EVERYBODY, now);
  }

  /// Whether so much has failed from this address that its connections pay for their entry.
  public boolean isStrained(long address) {
    return addressFailures.buckets.isStrained(hash.of(address), now());
  }

  /// Asked of every request: its connection may have come in before its address was over the limit.
  ///
  /// @return null if it may go on
  public @Nullable Throttle ofAddress(long address) {
    long now = now();
    long key = hash.of(address);
    return addressFailures.buckets.isSpent(key, now) ? refused(addressFailures, key, now) : null;
  }

  /// Asked of every request that says who it comes from, before that is looked into.
  ///
  /// @return null if it may go on
  public @Nullable Throttle ofIdentity(long address, long identity) {
    long now = now();
    if (identityFailures.buckets.isSpent(failureKey(address, identity, now), now)) {
      return refusedIdentity(identityFailures, address, identity, now);
    }
    return identityConnects.buckets.isSpent(identity, now)
        ? refusedIdentity(identityConnects, address, identity, now)
        : null;
  }

  private Throttle refusedIdentity(Rule rule, long address, long identity, long now) {
    if (!insistence.take(identity, now)) {
      addressFailures.buckets.take(hash.of(address), now);
    }
    return refused(rule, identity, now);
  }

  /// An attempt has failed by the peer's own fault.
  public void failedAt(long address) {
    addressFailures.buckets.take(hash.of(address), now());
  }

  /// An attempt in the name of this identity has failed, by whose fault ever.
  public void failedAs(long address, long identity) {
    long now = now();
    identityFailures.buckets.take(failureKey(address, identity, now), now);
  }

  /// A login or registration was granted.
  public void granted(long address, long identity) {
    identityConnects.buckets.take(identity, now());
    recognised(address, identity);
  }

  /// The identity was proved here, by something that does not count as a connect.
  public void recognised(long address, long identity) {
    familiar.drain(place(address, identity), now());
  }

  private long failureKey(long address, long identity, long now) {
    long place = place(address, identity);
    return familiar.isUsed(place, now) ? place : identity;
  }

  private long place(long address, long identity) {
    return hash.of(PeerAddress.neighbourhood(address), identity);
  }

  private Throttle refused(Rule rule, long key, long now) {
    int untold = reports.note(hash.of(key, rule.salt()), now / 1_000_000);
    boolean told = untold >= 0 && reportBudget.take(EVERYBODY, now);
    return rule.refuse(told ? untold : Reports.UNTOLD);
  }

  /// How many were refused for this limit.
  public long refusals(Limit limit) {
    return switch (limit) {
      case ACCEPTS -> accepts.refusals();
      case ADDRESS_CONNECTS -> addressConnects.refusals();
      case ADDRESS_FAILURES -> addressFailures.refusals();
      case IDENTITY_CONNECTS -> identityConnects.refusals();
      case IDENTITY_FAILURES -> identityFailures.refusals();
    };
  }

  private long now() {
    return (nanoClock.getAsLong() - start) / 1_000;
  }
}
