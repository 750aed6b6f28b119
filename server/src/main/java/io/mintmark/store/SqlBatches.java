package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.ImportedUnit;
import io.mintmark.project.ProjectId;
import io.mintmark.sheet.NameListId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Batches and their lines. Creating one with names is [NameIntake]'s, minting is [Mint]'s.
final class SqlBatches implements Batches {

  static final String LINE_COLUMNS = "batch, number, name";

  private final Database database;
  private final NameIntake intake;
  private final Mint mint;

  SqlBatches(Database database) {
    this.database = database;
    this.intake = new NameIntake(database);
    this.mint = new Mint(database);
  }

  /// Undoes what a crash in the middle of [#create] left behind.
  void sweep() {
    intake.sweep();
  }

  @Override
  public List<Line> create(Batch batch, List<String> names, List<ImportedUnit> brought) {
    if (!names.isEmpty()) {
      return intake.take(batch, names, brought);
    }
    database.write(session -> insert(session, batch));
    return List.of();
  }

  /// The last step of a creation: now the batch is there, and its request is answered.
  static int insert(Session session, Batch batch) throws SQLException {
    var request = batch.papers().origin().request();
    if (request != null) {
      SqlAnsweredRequests.insert(session, request, batch.id().value(), batch.createdAt());
    }
    return BatchRows.insert(session, batch);
  }

  @Override
  public List<Line> taken(ProductKey product, List<String> names) {
    return intake.taken(product, names);
  }

  @Override
  public Optional<Batch> find(BatchId id) {
    return database.read(
        session -> session.find(BatchRows::read, BatchRows.SELECT + " WHERE b.id = ?", id.value()));
  }

  @Override
  public List<Batch> page(ProjectId project, @Nullable BatchId before, int limit) {
    var sql = new StringBuilder(BatchRows.SELECT);
    var values = new ArrayList<Object>();
    sql.append(" JOIN product p ON p.product_key = b.product_key WHERE p.project = ?");
    values.add(project.value());
    if (before != null) {
      sql.append(" AND (b.created_at, b.id) < (SELECT created_at, id FROM batch WHERE id = ?)");
      values.add(before.value());
    }
    sql.append(" ORDER BY b.created_at DESC, b.id DESC LIMIT ?");
    values.add(limit);
    return database.read(
        session -> session.list(BatchRows::read, sql.toString(), values.toArray()));
  }

  @Override
  public List<Batch> unfinished() {
    return database.read(
        session ->
            session.list(
                BatchRows::read,
                BatchRows.SELECT + " WHERE b.state = ? ORDER BY b.created_at, b.id",
                Batch.State.MINTING));
  }

  @Override
  public List<Line> lines(BatchId id, int after, int limit) {
    return database.read(
        session ->
            session.list(
                row -> new Line(row.number(), row.text()),
                "SELECT l.number, l.name FROM batch b JOIN batch_line l ON l.batch = b.id"
                    + " WHERE b.id = ? AND l.number > ? ORDER BY l.number LIMIT ?",
                id.value(),
                after,
                limit));
  }

  @Override
  public List<Line> unminted(Batch batch, int limit) {
    return mint.unminted(batch, limit);
  }

  @Override
  public List<Unit> imported(Batch batch, List<Line> lines) {
    return database.read(session -> ImportLines.units(session, batch, lines));
  }

  @Override
  public List<Unit> mint(Batch batch, List<Unit> units, Instant at) {
    return mint.mint(batch, units, at);
  }

  @Override
  public void stop(BatchId id, String reason) {
    database.write(
        session ->
            session.update(
                "UPDATE batch SET state = ?, stop_reason = ? WHERE id = ? AND state = ?",
                Batch.State.STOPPED,
                reason,
                id.value(),
                Batch.State.MINTING));
  }

  @Override
  public void resume(BatchId id) {
    database.write(
        session ->
            session.update(
                "UPDATE batch SET state = ?, stop_reason = NULL WHERE id = ? AND state = ?",
                Batch.State.MINTING,
                id.value(),
                Batch.State.STOPPED));
  }

  /// A device that was deleted and minted again belongs to its later batch. Each device is found by
  /// its whole key, for the reason told at [NameLookup].
  @Override
  public List<Unit> units(ProductKey product, BatchId id, int after, int limit) {
    return database.read(
        session ->
            session.list(
                row -> new Unit(row.number(), row.text(), row.sealed()),
                "SELECT number, name, secret FROM (SELECT l.number, l.name,"
                    + " (SELECT d.secret FROM device d WHERE d.product_key = ? AND d.name = l.name"
                    + " AND d.batch = l.batch) AS secret"
                    + " FROM batch_line l WHERE l.batch = ? AND l.number > ?) AS unit"
                    + " WHERE secret IS NOT NULL ORDER BY number LIMIT ?",
                product.value(),
                id.value(),
                after,
                limit));
  }

  @Override
  public boolean replace(Batch before, Batch after) {
    return database.write(session -> BatchRows.replace(session, before, after));
  }

  @Override
  public List<Batch> undone() {
    return database.read(
        session ->
            session.list(
                BatchRows::read,
                BatchRows.SELECT
                    + " WHERE b.state IN ('APPROVED', 'REJECTED', 'CANCELLED')"
                    + " AND (b.state = 'APPROVED' OR b.names_freed < b.size)"
                    + " ORDER BY b.created_at, b.id"));
  }

  @Override
  public boolean freeNames(Batch batch) {
    return database.write(session -> FreedNames.freeNext(session, batch));
  }

  @Override
  public Optional<Batch> findByList(NameListId list) {
    return database.read(
        session ->
            session.find(
                BatchRows::read, BatchRows.SELECT + " WHERE b.name_list = ?", list.value()));
  }
}
