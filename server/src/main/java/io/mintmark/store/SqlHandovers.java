package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.production.Handovers;
import java.util.List;

/// What reached factories, read from the deliveries.
final class SqlHandovers implements Handovers {

  private final Database database;

  SqlHandovers(Database database) {
    this.database = database;
  }

  @Override
  public List<Handover> of(BatchId batch) {
    return database.read(
        session ->
            session.list(
                row ->
                    new Handover(row.text(), row.text(), row.number(), row.number(), row.instant()),
                "SELECT d.id, f.name, d.first_unit, d.last_unit, d.delivered_at"
                    + " FROM delivery d JOIN factory f ON f.id = d.factory"
                    + " WHERE d.batch = ? AND d.delivered_at IS NOT NULL"
                    + " ORDER BY d.delivered_at, d.id",
                batch.value()));
  }
}
