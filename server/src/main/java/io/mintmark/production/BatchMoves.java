package io.mintmark.production;

import io.mintmark.production.Batch.State;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can be done with a batch in each state, and where it leads: the one place that knows.
public final class BatchMoves {

  private BatchMoves() {}

  /// The acts and the states that they lead to. Of a batch that needs no review SUBMIT leads to
  /// APPROVED.
  private static Map<BatchAct, State> of(State state) {
    return switch (state) {
      case DRAFT ->
          Map.of(
              BatchAct.EDIT, State.DRAFT,
              BatchAct.SUBMIT, State.IN_REVIEW,
              BatchAct.CANCEL, State.CANCELLED);
      case IN_REVIEW ->
          Map.of(
              BatchAct.APPROVE, State.APPROVED,
              BatchAct.REJECT, State.REJECTED,
              BatchAct.CANCEL, State.CANCELLED);
      case APPROVED, MINTING ->
          Map.of(BatchAct.STOP, State.STOPPED, BatchAct.CANCEL, State.CANCELLED);
      case STOPPED -> Map.of(BatchAct.RESUME, State.MINTING, BatchAct.CANCEL, State.CANCELLED);
      case READY -> Map.of(BatchAct.CLOSE, State.CLOSED);
      case REJECTED, CANCELLED, CLOSED -> Map.of();
    };
  }

  /// The state that follows; empty if the act is not possible now.
  ///
  /// @param review whether a batch that is submitted needs one
  static Optional<State> after(Batch batch, BatchAct act, boolean review) {
    if (act == BatchAct.CANCEL && batch.minted() > 0) {
      return Optional.empty();
    }
    return Optional.ofNullable(of(batch.state()).get(act))
        .map(to -> act == BatchAct.SUBMIT && !review ? State.APPROVED : to);
  }

  /// What can be done with the batch as it stands, whoever does it.
  public static List<BatchAct> possible(Batch batch) {
    return of(batch.state()).keySet().stream()
        .filter(act -> act != BatchAct.CANCEL || batch.minted() == 0)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /// The same for people.
  static String told(Batch batch) {
    var acts = possible(batch);
    return acts.isEmpty()
        ? "it is %s; nothing more can be done with it".formatted(batch.state())
        : "it is %s; what can be done now: %s"
            .formatted(
                batch.state(), acts.stream().map(BatchAct::name).collect(Collectors.joining(", ")));
  }
}
