package io.mintmark.certificate;

import io.mintmark.certificate.CertificateFiles.Contents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which certificates the gate shows: an operator's from files where he gives them, of the own
/// authority where he does not; and what changes about that while the server runs. The files are
/// looked at, rather than notified of, since notifications do not cross network file systems and
/// mounted secrets. Not safe for several threads.
public final class CertificateKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

  private static final Duration EXPIRING = Duration.ofDays(14);
  private static final Duration BETWEEN_REMINDERS = Duration.ofDays(1);
  private static final Duration BETWEEN_RENEWALS = Duration.ofHours(1);

  /// What a look found.
  public sealed interface Change {

    /// The operator's files are others, and good.
    record Reloaded(ServerCertificates certificates, String detail) implements Change {}

    /// The own authority has issued new ones in time.
    record Renewed(ServerCertificates certificates, String detail) implements Change {}

    /// The operator's files are others, and not fit; the certificates stay what they were.
    record Refused(String why) implements Change {}

    /// The operator has two weeks left; told every day.
    record Expiring(String detail) implements Change {}
  }

  private final CertificateAuthority authority;
  private final List<String> hosts;
  private final List<CertificateFiles> files;
  private final InstantSource clock;
  private ServerCertificates own;
  private List<ServerCertificate> given;
  private String known;
  private @Nullable String unsettled;
  private Instant nextReminder;
  private Instant nextRenewal;

  /// Reads everything for the first time.
  ///
  /// @param hosts for the certificates of the own authority
  /// @param files none, one pair, or one with RSA and one with ECDSA
  /// @throws UnfitCertificateException if the operator's files cannot serve
  public CertificateKeeper(
      CertificateAuthority authority,
      List<String> hosts,
      List<CertificateFiles> files,
      InstantSource clock)
      throws IOException {
    this.authority = authority;
    this.hosts = List.copyOf(hosts);
    this.files = List.copyOf(files);
    this.clock = clock;
    this.own = authority.serverCertificates(hosts);
    var first = glance();
    this.known = first.mark();
    this.given = read(first);
    this.nextReminder = clock.instant();
    this.nextRenewal = clock.instant();
  }

  /// The certificates to show now.
  public ServerCertificates certificates() {
    return own.replacedBy(given);
  }

  /// Looks at the files and at the clock. A changed file counts once it has been the same twice, so
  /// that one being written is left alone.
  public Optional<Change> look() {
    Glance seen = glance();
    String mark = seen.mark();
    if (mark.equals(known)) {
      unsettled = null;
      return renewal().or(this::reminder);
    }
    if (!mark.equals(unsettled)) {
      unsettled = mark;
      return Optional.empty();
    }
    known = mark;
    unsettled = null;
    return Optional.of(reload(seen));
  }

  private Change reload(Glance seen) {
    try {
      given = read(seen);
      return new Change.Reloaded(certificates(), described());
    } catch (UnfitCertificateException e) {
      return new Change.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Change> renewal() {
    Instant now = clock.instant();
    boolean due = certificates().all().anyMatch(shown -> isOwn(shown) && authority.isDue(shown));
    if (!due || now.isBefore(nextRenewal)) {
      return Optional.empty();
    }
    nextRenewal = now.plus(BETWEEN_RENEWALS);
    try {
      own = authority.serverCertificates(hosts);
      return Optional.of(new Change.Renewed(certificates(), "valid until " + end(own.rsa())));
    } catch (IOException e) {
      LOG.error("the server's certificates cannot be renewed", e);
      return Optional.of(new Change.Refused("cannot renew: " + e.getMessage()));
    }
  }

  private boolean isOwn(ServerCertificate shown) {
    return !given.contains(shown);
  }

  private Optional<Change> reminder() {
    Instant now = clock.instant();
    boolean expiring = given.stream().anyMatch(one -> now.plus(EXPIRING).isAfter(end(one)));
    if (!expiring || now.isBefore(nextReminder)) {
      return Optional.empty();
    }
    nextReminder = now.plus(BETWEEN_REMINDERS);
    return Optional.of(new Change.Expiring(described()));
  }

  private List<ServerCertificate> read(Glance glance) throws UnfitCertificateException {
    if (glance.fault() != null) {
      throw new UnfitCertificateException(glance.fault());
    }
    var certificates = new ArrayList<ServerCertificate>();
    for (Contents contents : glance.contents()) {
      var certificate = OperatorCertificate.read(contents, clock.instant());
      for (var other : certificates) {
        if (OperatorCertificate.isRsa(other) == OperatorCertificate.isRsa(certificate)) {
          throw new UnfitCertificateException(
              contents.files().chain() + " holds a certificate of the same kind as the other");
        }
      }
      OperatorCertificate.weakness(certificate)
          .ifPresent(weakness -> LOG.warn("{}: {}", contents.files().chain(), weakness));
      certificates.add(certificate);
    }
    return certificates;
  }

  private String described() {
    var words = new ArrayList<String>();
    for (var one : given) {
      words.add("%s until %s".formatted(one.leaf().getSubjectX500Principal(), end(one)));
    }
    return words.isEmpty() ? "of the own authority" : String.join("; ", words);
  }

  private static Instant end(ServerCertificate certificate) {
    return certificate.leaf().getNotAfter().toInstant();
  }

  private Glance glance() {
    var contents = new ArrayList<Contents>();
    for (var pair : files) {
      try {
        contents.add(pair.read());
      } catch (UnfitCertificateException e) {
        return new Glance(List.of(), e.getMessage());
      }
    }
    return new Glance(List.copyOf(contents), null);
  }

  /// All files at one moment.
  private record Glance(List<Contents> contents, @Nullable String fault) {

    /// Tells one glance from another without keeping a key.
    String mark() {
      return fault == null ? CertificateFiles.digestOf(contents) : fault;
    }
  }
}
