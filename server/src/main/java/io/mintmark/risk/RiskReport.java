package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import java.time.Instant;

/// What an operator is told of one device.
///
/// @param score 0 to 100, with what several live DeviceClients add to it
/// @param liveClients DeviceClients of the name that may connect
public record RiskReport(RiskFile file, Verdict verdict, int score, int liveClients) {

  /// What a name with more than one live DeviceClient has on top while it has them.
  public static final int POINTS_OF_SEVERAL_CLIENTS = RiskFile.SUSPECT_FROM;

  static RiskReport of(RiskFile file, int liveClients, Instant now) {
    Verdict verdict = file.verdictAt(now);
    int score = file.scoreAt(now);
    if (liveClients < 2) {
      return new RiskReport(file, verdict, score, liveClients);
    }
    return new RiskReport(
        file,
        verdict == Verdict.CLEAR ? Verdict.SUSPECT : verdict,
        Math.min(RiskFile.MAX_SCORE, score + POINTS_OF_SEVERAL_CLIENTS),
        liveClients);
  }

  public DeviceIdentity identity() {
    return file.identity();
  }
}
