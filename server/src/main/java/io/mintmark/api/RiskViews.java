package io.mintmark.api;

import io.mintmark.device.DeviceClient;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.risk.ClientLogin;
import io.mintmark.risk.Evidence;
import io.mintmark.risk.EvidenceKind;
import io.mintmark.risk.RiskFiles.KeptEvidence;
import io.mintmark.risk.RiskReport;
import io.mintmark.risk.Tally;
import io.mintmark.risk.Unit;
import io.mintmark.risk.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API tells of risk devices.
final class RiskViews {

  private RiskViews() {}

  /// A device in the list.
  record RiskView(
      @Schema(example = "a1Bz9kLm3Qx") String productKey,
      @Schema(example = "DB2-0001") String deviceName,
      Verdict verdict,
      @Schema(description = "0 to 100; evidence weighs half as much every day") int score,
      @Schema(description = "Whether it is refused until an operator decides") boolean held,
      @Schema(description = "DeviceClients of the name that may connect") int liveClients,
      @Schema(description = "Evidence since the last release") List<TallyView> evidence,
      @Schema(description = "First piece since the last release") @Nullable Instant firstAt,
      @Schema(description = "Last piece since the last release") @Nullable Instant lastAt) {

    static RiskView of(RiskReport report) {
      return new RiskView(
          report.identity().product().value(),
          report.identity().name(),
          report.verdict(),
          report.score(),
          report.file().held(),
          report.liveClients(),
          report.file().tallies().stream().map(TallyView::of).toList(),
          report.file().firstAt(),
          report.file().lastAt());
    }
  }

  /// How much there is of one kind.
  record TallyView(EvidenceKind kind, int count) {

    static TallyView of(Tally tally) {
      return new TallyView(tally.kind(), tally.count());
    }
  }

  /// A device with all that is kept.
  record RiskDetails(
      RiskView risk,
      @Schema(description = "When the evidence came to CLONED; null if it has not")
          @Nullable Instant clonedAt,
      @Schema(description = "When an operator last acknowledged all evidence")
          @Nullable Instant releasedAt,
      @Schema(description = "The last fifty pieces, newest first") List<EvidenceView> pieces) {

    static RiskDetails of(RiskReport report, List<KeptEvidence> pieces) {
      return new RiskDetails(
          RiskView.of(report),
          report.file().clonedAt(),
          report.file().releasedAt(),
          pieces.stream().map(EvidenceView::of).toList());
    }
  }

  /// One piece of evidence.
  record EvidenceView(
      Instant at,
      EvidenceKind kind,
      @Schema(description = "What it weighed when it was new") int points,
      @Schema(description = "Which DeviceClient it is about") @Nullable String clientId,
      Transport transport,
      @Schema(example = "203.0.113.9") String address,
      @Schema(description = "Of the other source", example = "10.0.8.4")
          @Nullable String otherAddress,
      @Schema(description = "A sentence about it") String detail,
      @Schema(description = "Whether an operator's release came after it") boolean acknowledged) {

    static EvidenceView of(KeptEvidence kept) {
      Evidence piece = kept.piece();
      return new EvidenceView(
          piece.at(),
          piece.kind(),
          piece.kind().points(),
          piece.clientId(),
          piece.origin().transport(),
          piece.origin().address(),
          piece.otherAddress(),
          piece.detail(),
          kept.acknowledged());
    }
  }

  /// A physical unit under a name.
  record ClientView(
      String clientId,
      DeviceClient.State state,
      Instant registeredAt,
      @Schema(description = "First login (首次连接时间)") @Nullable Instant firstConnectedAt,
      @Schema(description = "Latest login; one that is online is seen now")
          @Nullable Instant lastSeen,
      @Schema(description = "Of the latest login", example = "203.0.113.9")
          @Nullable String address,
      @Schema(description = "What it told of its software at the latest login")
          @Nullable String sdk,
      boolean online) {

    static ClientView of(Unit unit) {
      ClientLogin last = unit.lastLogin();
      Origin origin = last == null ? null : last.origin();
      return new ClientView(
          unit.client().clientId(),
          unit.client().state(),
          unit.client().registeredAt(),
          unit.client().firstConnectedAt(),
          last == null ? null : last.at(),
          origin == null ? null : origin.address(),
          last == null ? null : last.sdk(),
          unit.online());
    }
  }
}
