package io.mintmark.store;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.ProductKey;
import io.mintmark.risk.Evidence;
import io.mintmark.risk.EvidenceKind;
import io.mintmark.risk.RiskFile;
import io.mintmark.risk.RiskFiles;
import io.mintmark.risk.Tally;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Evidence: a row for what is known of a device, one for each kind, one for each kept piece. Who
/// writes first touches the device's `risk_file`, which locks it until the end of the transaction.
final class SqlRiskFiles implements RiskFiles {

  private static final String FILE =
      "SELECT d.name, d.held, f.first_at, f.last_at, f.cloned_at, f.released_at FROM device d";

  private static final String OF_DEVICE = " WHERE product_key = ? AND name = ?";

  private static final String COUNT_PIECE =
      "INSERT INTO risk_file (product_key, name, pieces, risky_until) VALUES (?, ?, 1, 0)"
          + " ON CONFLICT (product_key, name) DO UPDATE SET pieces = risk_file.pieces + 1";

  private static final String ADD_PIECE =
      "INSERT INTO risk_evidence (product_key, name, number, kind, at, client_id, transport,"
          + " address, other_address, detail, acknowledged)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE)";

  private static final String PUT_TALLY =
      "INSERT INTO risk_tally (product_key, name, kind, count, milli_points, at)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (product_key, name, kind) DO UPDATE SET"
          + " count = excluded.count, milli_points = excluded.milli_points, at = excluded.at";

  private static final String HOLD =
      "UPDATE device SET held = TRUE WHERE product_key = ? AND name = ? AND NOT held AND EXISTS"
          + " (SELECT 1 FROM risk_file f WHERE f.product_key = device.product_key"
          + " AND f.name = device.name AND f.cloned_at IS NOT NULL)";

  private final Database database;

  SqlRiskFiles(Database database) {
    this.database = database;
  }

  /// Devices in one order for all servers, so that none waits for another in a circle.
  @Override
  public List<Recorded> add(List<Evidence> pieces) {
    var ordered = new ArrayList<>(pieces);
    ordered.sort(Comparator.comparing(piece -> piece.identity().toString()));
    return database.write(
        session -> {
          var recorded = new ArrayList<Recorded>();
          for (Evidence piece : ordered) {
            add(session, piece).ifPresent(recorded::add);
          }
          return recorded;
        });
  }

  private static Optional<Recorded> add(Session session, Evidence piece) throws SQLException {
    String product = piece.identity().product().value();
    String name = piece.identity().name();
    if (!isOlder(session, piece)) {
      return Optional.empty();
    }
    session.update(COUNT_PIECE, product, name);
    RiskFile before = file(session, piece.identity()).orElseThrow();
    RiskFile after = before.with(piece);
    if (after.equals(before)) {
      return Optional.empty();
    }
    insert(session, piece);
    session.update(
        "UPDATE risk_file SET first_at = ?, last_at = ?, cloned_at = ?, risky_until = ?"
            + OF_DEVICE,
        after.firstAt(),
        after.lastAt(),
        after.clonedAt(),
        after.riskyUntil(),
        product,
        name);
    for (Tally tally : after.tallies()) {
      if (tally.kind() == piece.kind()) {
        session.update(
            PUT_TALLY, product, name, tally.kind(), tally.count(), tally.milliPoints(), tally.at());
      }
    }
    return Optional.of(new Recorded(piece, before, after));
  }

  /// Whether the device is there, and is not a later one of the same name.
  private static boolean isOlder(Session session, Evidence piece) throws SQLException {
    return session
        .find(
            Row::text,
            "SELECT name FROM device" + OF_DEVICE + " AND created_at <= ?",
            piece.identity().product().value(),
            piece.identity().name(),
            piece.at())
        .isPresent();
  }

  /// The number of the newest piece is how many there were.
  private static void insert(Session session, Evidence piece) throws SQLException {
    String product = piece.identity().product().value();
    String name = piece.identity().name();
    int number =
        session
            .find(Row::number, "SELECT pieces FROM risk_file" + OF_DEVICE, product, name)
            .orElseThrow();
    session.update(
        ADD_PIECE,
        product,
        name,
        number,
        piece.kind(),
        piece.at(),
        piece.clientId(),
        piece.origin().transport(),
        piece.origin().address(),
        piece.otherAddress(),
        piece.detail());
    session.update(
        "DELETE FROM risk_evidence" + OF_DEVICE + " AND number <= ?",
        product,
        name,
        number - KEPT_PIECES);
  }

  @Override
  public boolean hold(DeviceIdentity identity) {
    return database.write(
        session -> session.update(HOLD, identity.product().value(), identity.name()) == 1);
  }

  @Override
  public Release release(DeviceIdentity identity, Instant at) {
    return database.write(session -> release(session, identity, at));
  }

  private static Release release(Session session, DeviceIdentity identity, Instant at)
      throws SQLException {
    String product = identity.product().value();
    String name = identity.name();
    int files =
        session.update(
            "UPDATE risk_file SET first_at = NULL, last_at = NULL, cloned_at = NULL,"
                + " released_at = ?, risky_until = 0"
                + OF_DEVICE
                + " AND first_at IS NOT NULL",
            at,
            product,
            name);
    int held =
        session.update("UPDATE device SET held = FALSE" + OF_DEVICE + " AND held", product, name);
    session.update("DELETE FROM risk_tally" + OF_DEVICE, product, name);
    session.update("UPDATE risk_evidence SET acknowledged = TRUE" + OF_DEVICE, product, name);
    if (files + held > 0) {
      return Release.RELEASED;
    }
    return file(session, identity).isPresent() ? Release.NOTHING : Release.NO_DEVICE;
  }

  @Override
  public Optional<RiskFile> find(DeviceIdentity identity) {
    return database.read(session -> file(session, identity));
  }

  @Override
  public List<RiskFile> page(ProductKey product, Instant now, @Nullable String after, int limit) {
    return database.read(
        session -> {
          var heads =
              session.list(
                  row -> head(row, product),
                  FILE
                      + " JOIN risk_file f ON f.product_key = d.product_key AND f.name = d.name"
                      + " WHERE f.product_key = ? AND f.name > ?"
                      + " AND (f.risky_until IS NULL OR f.risky_until > ?)"
                      + " ORDER BY f.name LIMIT ?",
                  product.value(),
                  after == null ? "" : after, // no name is empty
                  now,
                  limit);
          var whole = new ArrayList<RiskFile>();
          for (RiskFile head : heads) {
            whole.add(withTallies(session, head));
          }
          return whole;
        });
  }

  @Override
  public List<KeptEvidence> evidence(DeviceIdentity identity) {
    return database.read(
        session ->
            session.list(
                row -> kept(row, identity),
                "SELECT kind, at, client_id, transport, address, other_address, detail,"
                    + " acknowledged FROM risk_evidence"
                    + OF_DEVICE
                    + " ORDER BY number DESC",
                identity.product().value(),
                identity.name()));
  }

  private static Optional<RiskFile> file(Session session, DeviceIdentity identity)
      throws SQLException {
    var head =
        session.find(
            row -> head(row, identity.product()),
            FILE
                + " LEFT JOIN risk_file f ON f.product_key = d.product_key AND f.name = d.name"
                + " WHERE d.product_key = ? AND d.name = ?",
            identity.product().value(),
            identity.name());
    return head.isEmpty() ? head : Optional.of(withTallies(session, head.get()));
  }

  private static RiskFile withTallies(Session session, RiskFile head) throws SQLException {
    var tallies =
        session.list(
            row ->
                new Tally(
                    row.constant(EvidenceKind.class), row.number(), row.bigNumber(), row.instant()),
            "SELECT kind, count, milli_points, at FROM risk_tally" + OF_DEVICE,
            head.identity().product().value(),
            head.identity().name());
    return new RiskFile(
        head.identity(),
        head.held(),
        tallies,
        head.firstAt(),
        head.lastAt(),
        head.clonedAt(),
        head.releasedAt());
  }

  private static RiskFile head(Row row, ProductKey product) throws SQLException {
    return new RiskFile(
        new DeviceIdentity(product, row.text()),
        row.flag(),
        List.of(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.instantOrNull());
  }

  private static KeptEvidence kept(Row row, DeviceIdentity identity) throws SQLException {
    return new KeptEvidence(
        new Evidence(
            identity,
            row.constant(EvidenceKind.class),
            row.instant(),
            row.textOrNull(),
            new Origin(row.constant(Transport.class), row.text()),
            row.textOrNull(),
            row.text()),
        row.flag());
  }
}
