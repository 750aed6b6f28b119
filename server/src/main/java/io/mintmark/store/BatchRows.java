package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.BatchOrigin;
import io.mintmark.production.BatchPapers;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.production.PatternSeed;
import io.mintmark.production.Signature;
import io.mintmark.sheet.NameListId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How a batch becomes a row and comes back.
final class BatchRows {

  /// To be followed by a condition on `b`.
  static final String SELECT =
      "SELECT b.id, b.product_key, b.burn_method, b.name_source, b.size, b.minted, b.state,"
          + " b.stop_reason, b.created_at, b.ready_at, b.ordered_by, b.pattern, b.pattern_date,"
          + " b.name_list, b.title, b.remark, b.submitted_by, b.submitted_at, b.decided_by,"
          + " b.decided_at, b.decision_reason, b.stopped_by, b.ended_by, b.ended_at, b.edition"
          + " FROM batch b";

  private static final String INSERT =
      "INSERT INTO batch (id, product_key, burn_method, name_source, size, minted, state,"
          + " stop_reason, created_at, ready_at, ordered_by, pattern, pattern_date, name_list,"
          + " title, remark, submitted_by, submitted_at, edition)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String REPLACE =
      "UPDATE batch SET state = ?, stop_reason = ?, title = ?, remark = ?, submitted_by = ?,"
          + " submitted_at = ?, decided_by = ?, decided_at = ?, decision_reason = ?,"
          + " stopped_by = ?, ended_by = ?, ended_at = ?, edition = ?"
          + " WHERE id = ? AND state = ? AND edition = ? AND minted <= ?";

  private BatchRows() {}

  static Batch read(Row row) throws SQLException {
    return new Batch(
        new BatchId(row.text()),
        new ProductKey(row.text()),
        row.constant(BurnMethod.class),
        row.constant(NameSource.class),
        row.number(),
        row.number(),
        row.constant(Batch.State.class),
        row.textOrNull(),
        row.instant(),
        row.instantOrNull(),
        papers(row));
  }

  private static BatchPapers papers(Row row) throws SQLException {
    return new BatchPapers(
        new BatchOrigin(row.textOrNull(), seed(row), list(row), null),
        row.textOrNull(),
        row.textOrNull(),
        signature(row.textOrNull(), row.instantOrNull(), null),
        signature(row.textOrNull(), row.instantOrNull(), row.textOrNull()),
        row.textOrNull(),
        signature(row.textOrNull(), row.instantOrNull(), null),
        row.number());
  }

  private static @Nullable PatternSeed seed(Row row) throws SQLException {
    var pattern = row.textOrNull();
    var date = row.textOrNull();
    return pattern == null || date == null ? null : new PatternSeed(pattern, LocalDate.parse(date));
  }

  private static @Nullable NameListId list(Row row) throws SQLException {
    var list = row.textOrNull();
    return list == null ? null : new NameListId(list);
  }

  private static @Nullable Signature signature(
      @Nullable String by, @Nullable Instant at, @Nullable String reason) {
    return by == null || at == null ? null : new Signature(by, at, reason);
  }

  static int insert(Session session, Batch batch) throws SQLException {
    var papers = batch.papers();
    var origin = papers.origin();
    return session.update(
        INSERT,
        batch.id().value(),
        batch.product().value(),
        batch.burnMethod(),
        batch.nameSource(),
        batch.size(),
        batch.minted(),
        batch.state(),
        batch.stopReason(),
        batch.createdAt(),
        batch.readyAt(),
        origin.orderedBy(),
        origin.seed() == null ? null : origin.seed().pattern(),
        origin.seed() == null ? null : origin.seed().date().toString(),
        origin.list() == null ? null : origin.list().value(),
        papers.title(),
        papers.remark(),
        by(papers.submitted()),
        at(papers.submitted()),
        papers.edition());
  }

  /// See `Batches.replace`.
  static boolean replace(Session session, Batch before, Batch after) throws SQLException {
    var papers = after.papers();
    int changed =
        session.update(
            REPLACE,
            after.state(),
            after.stopReason(),
            papers.title(),
            papers.remark(),
            by(papers.submitted()),
            at(papers.submitted()),
            by(papers.decided()),
            at(papers.decided()),
            papers.decided() == null ? null : papers.decided().reason(),
            papers.stoppedBy(),
            by(papers.ended()),
            at(papers.ended()),
            papers.edition(),
            before.id().value(),
            before.state(),
            before.papers().edition(),
            after.state() == Batch.State.CANCELLED ? 0 : before.size());
    return changed == 1;
  }

  private static @Nullable String by(@Nullable Signature signature) {
    return signature == null ? null : signature.by();
  }

  private static @Nullable Instant at(@Nullable Signature signature) {
    return signature == null ? null : signature.at();
  }
}
