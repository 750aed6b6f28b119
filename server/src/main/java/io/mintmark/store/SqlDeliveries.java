package io.mintmark.store;

import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.Delivery;
import io.mintmark.delivery.DeliveryId;
import io.mintmark.delivery.Sealing;
import io.mintmark.device.BatchId;
import io.mintmark.output.FileRequest;
import io.mintmark.product.ProductKey;
import io.mintmark.project.FactoryId;
import io.mintmark.vault.Sealed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Deliveries: a row each, one for each of its files, one for each download.
final class SqlDeliveries implements Deliveries {

  private static final String SELECT =
      "SELECT id, batch, product_key, factory, first_unit, last_unit, sealing, sealing_key,"
          + " passphrase, trace_key, allowed, started, expires_at, created_at, created_by,"
          + " revoked_at, delivered_at, received_at FROM delivery";

  private static final String DOWNLOADS =
      "SELECT delivery, number, who, started_at, ended_at, completed FROM delivery_download";

  private final Database database;

  SqlDeliveries(Database database) {
    this.database = database;
  }

  @Override
  public void add(Delivery delivery) {
    database.write(
        session -> {
          insert(session, delivery);
          int number = 0;
          for (FileRequest file : delivery.files()) {
            session.update(
                "INSERT INTO delivery_file (delivery, number, format, options)"
                    + " VALUES (?, ?, ?, ?)",
                delivery.id().value(),
                ++number,
                file.format(),
                OptionsColumn.write(file.options()));
          }
          return number;
        });
  }

  private static void insert(Session session, Delivery delivery) throws SQLException {
    session.update(
        "INSERT INTO delivery (id, batch, product_key, factory, first_unit, last_unit, sealing,"
            + " sealing_key, passphrase, trace_key, allowed, started, expires_at, created_at,"
            + " created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        delivery.id().value(),
        delivery.batch().value(),
        delivery.product().value(),
        delivery.factory().value(),
        delivery.first(),
        delivery.last(),
        delivery.sealing().kind(),
        keyOf(delivery.sealing()),
        passphraseOf(delivery.sealing()),
        delivery.traceKey(),
        delivery.allowed(),
        delivery.started(),
        delivery.expiresAt(),
        delivery.createdAt(),
        delivery.createdBy());
  }

  private static @Nullable String keyOf(Sealing sealing) {
    return switch (sealing) {
      case Sealing.OpenPgp(var key) -> key;
      case Sealing.Cms(var certificate) -> certificate;
      case Sealing.ZipAes256 _ -> null;
    };
  }

  private static @Nullable Sealed passphraseOf(Sealing sealing) {
    return switch (sealing) {
      case Sealing.OpenPgp _, Sealing.Cms _ -> null;
      case Sealing.ZipAes256(var passphrase) -> passphrase;
    };
  }

  @Override
  public Optional<Delivery> find(DeliveryId id) {
    return database.read(session -> find(session, id.value()));
  }

  private static Optional<Delivery> find(Session session, String id) throws SQLException {
    var files = files(session, id);
    return session.find(row -> delivery(row, files), SELECT + " WHERE id = ?", id);
  }

  @Override
  public List<Delivery> page(
      @Nullable FactoryId factory,
      @Nullable BatchId batch,
      @Nullable DeliveryId before,
      int limit) {
    var sql = new StringBuilder("SELECT id FROM delivery WHERE TRUE");
    var values = new ArrayList<Object>();
    if (factory != null) {
      sql.append(" AND factory = ?");
      values.add(factory.value());
    }
    if (batch != null) {
      sql.append(" AND batch = ?");
      values.add(batch.value());
    }
    if (before != null) {
      sql.append(" AND (created_at, id) < (SELECT created_at, id FROM delivery WHERE id = ?)");
      values.add(before.value());
    }
    sql.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
    values.add(limit);
    return database.read(
        session -> whole(session, session.list(Row::text, sql.toString(), values.toArray())));
  }

  private static List<Delivery> whole(Session session, List<String> ids) throws SQLException {
    var found = new ArrayList<Delivery>();
    for (String id : ids) {
      find(session, id).ifPresent(found::add);
    }
    return found;
  }

  private static List<FileRequest> files(Session session, String id) throws SQLException {
    return session.list(
        row -> new FileRequest(row.text(), OptionsColumn.read(row.text())),
        "SELECT format, options FROM delivery_file WHERE delivery = ? ORDER BY number",
        id);
  }

  /// The update locks the row, so that whoever comes second sees the count of the first.
  @Override
  public OptionalInt begin(DeliveryId id, String who, Instant at) {
    return database.write(
        session -> {
          int counted =
              session.update(
                  "UPDATE delivery SET started = started + 1 WHERE id = ? AND started < allowed"
                      + " AND revoked_at IS NULL AND expires_at > ?",
                  id.value(),
                  at);
          if (counted == 0) {
            return OptionalInt.empty();
          }
          int number =
              session
                  .find(Row::number, "SELECT started FROM delivery WHERE id = ?", id.value())
                  .orElseThrow();
          session.update(
              "INSERT INTO delivery_download (delivery, number, who, started_at)"
                  + " VALUES (?, ?, ?, ?)",
              id.value(),
              number,
              who,
              at);
          return OptionalInt.of(number);
        });
  }

  @Override
  public void end(DeliveryId id, int number, boolean completed, Instant at) {
    database.write(
        session -> {
          session.update(
              "UPDATE delivery_download SET ended_at = ?, completed = ? WHERE delivery = ?"
                  + " AND number = ? AND (completed IS NULL OR NOT completed)",
              at,
              completed,
              id.value(),
              number);
          return completed
              ? session.update(
                  "UPDATE delivery SET delivered_at = ? WHERE id = ? AND delivered_at IS NULL",
                  at,
                  id.value())
              : 0;
        });
  }

  @Override
  public List<Download> downloads(DeliveryId id) {
    return database.read(
        session ->
            session.list(
                SqlDeliveries::download,
                DOWNLOADS + " WHERE delivery = ? ORDER BY number",
                id.value()));
  }

  @Override
  public boolean revoke(DeliveryId id, Instant at) {
    return database.write(
        session ->
            session.update(
                    "UPDATE delivery SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                    at,
                    id.value())
                == 1);
  }

  @Override
  public boolean receive(DeliveryId id, Instant at) {
    return database.write(
        session ->
            session.update(
                    "UPDATE delivery SET received_at = ? WHERE id = ? AND received_at IS NULL"
                        + " AND delivered_at IS NOT NULL",
                    at,
                    id.value())
                == 1);
  }

  /// Those that ended otherwise before their time are noted without being told.
  @Override
  public List<Delivery> expire(Instant now) {
    return database.write(
        session -> {
          var due =
              session.list(
                  Row::text,
                  "SELECT id FROM delivery WHERE expiry_noted_at IS NULL AND expires_at <= ?"
                      + " ORDER BY expires_at, id",
                  now);
          var expired = new ArrayList<Delivery>();
          for (String id : due) {
            int noted =
                session.update(
                    "UPDATE delivery SET expiry_noted_at = ? WHERE id = ?"
                        + " AND expiry_noted_at IS NULL",
                    now,
                    id);
            if (noted == 1) {
              find(session, id)
                  .filter(delivery -> delivery.stateAt(now) == Delivery.State.EXPIRED)
                  .ifPresent(expired::add);
            }
          }
          return expired;
        });
  }

  @Override
  public List<Download> giveUp(Instant startedBefore, Instant now) {
    return database.write(
        session -> {
          var lost =
              session.list(
                  SqlDeliveries::download,
                  DOWNLOADS + " WHERE ended_at IS NULL AND started_at < ? ORDER BY started_at",
                  startedBefore);
          var told = new ArrayList<Download>();
          for (Download download : lost) {
            int noted =
                session.update(
                    "UPDATE delivery_download SET ended_at = ?, completed = FALSE"
                        + " WHERE delivery = ? AND number = ? AND ended_at IS NULL",
                    now,
                    download.delivery().value(),
                    download.number());
            if (noted == 1) {
              told.add(download);
            }
          }
          return told;
        });
  }

  private static Download download(Row row) throws SQLException {
    return new Download(
        new DeliveryId(row.text()),
        row.number(),
        row.text(),
        row.instant(),
        row.instantOrNull(),
        row.flagOrNull());
  }

  private static Delivery delivery(Row row, List<FileRequest> files) throws SQLException {
    return new Delivery(
        new DeliveryId(row.text()),
        new BatchId(row.text()),
        new ProductKey(row.text()),
        new FactoryId(row.text()),
        row.number(),
        row.number(),
        files,
        sealing(row),
        row.sealed(),
        row.number(),
        row.number(),
        row.instant(),
        row.instant(),
        row.text(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.instantOrNull());
  }

  private static Sealing sealing(Row row) throws SQLException {
    var kind = row.constant(Sealing.Kind.class);
    String key = row.textOrNull();
    Sealed passphrase = row.sealedOrNull();
    return switch (kind) {
      case OPENPGP -> new Sealing.OpenPgp(present(key));
      case CMS -> new Sealing.Cms(present(key));
      case ZIP_AES256 -> new Sealing.ZipAes256(present(passphrase));
    };
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a stored delivery lacks what it is sealed with");
    }
    return value;
  }
}
