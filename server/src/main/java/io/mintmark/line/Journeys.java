package io.mintmark.line;

import io.mintmark.production.Batch;
import java.util.List;
import java.util.Map;

/// The ways of a batch's units, read from where they are kept. Reading holds nobody up. Calls
/// block; for the management plane.
public interface Journeys {

  /// How many units there are of each sort, deleted ones left out.
  Map<UnitFacts, Long> count(Batch batch);

  /// How many of the units `first` to `last` there are of each sort, deleted ones included. Some
  /// 200,000 units a second.
  Map<UnitFacts, Long> count(Batch batch, int first, int last);

  /// Units `first` to `last`, in order, deleted ones included.
  List<UnitJourney> units(Batch batch, int first, int last);

  /// Units that are clones by the evidence.
  long cloned(Batch batch);
}
