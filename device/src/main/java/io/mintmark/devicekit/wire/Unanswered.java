package io.mintmark.devicekit.wire;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What a session asked and the server has not answered yet, by packet id; pings, which have none,
/// in the order sent. Confined to the event loop. Entries are taken out before they complete, since
/// whoever waits may ask for more at once.
final class Unanswered {

  private static final int LARGEST_PACKET_ID = 65_535;

  private final Map<Integer, CompletableFuture<Integer>> acts = new HashMap<>();
  private final ArrayDeque<CompletableFuture<Integer>> pings = new ArrayDeque<>();
  private int lastPacketId;

  /// A packet id that is not in flight, under which this act will be answered.
  int packetIdFor(CompletableFuture<Integer> act) {
    if (acts.size() == LARGEST_PACKET_ID) {
      throw new IllegalStateException("all packet ids are in flight");
    }
    do {
      lastPacketId = lastPacketId % LARGEST_PACKET_ID + 1;
    } while (acts.containsKey(lastPacketId));
    acts.put(lastPacketId, act);
    return lastPacketId;
  }

  void addPing(CompletableFuture<Integer> ping) {
    pings.add(ping);
  }

  boolean hasPing() {
    return !pings.isEmpty();
  }

  void answered(int packetId, int result) {
    var act = acts.remove(packetId);
    if (act != null) {
      act.complete(result);
    }
  }

  void ponged() {
    var ping = pings.poll();
    if (ping != null) {
      ping.complete(0);
    }
  }

  /// Forgets acts that ended without an answer.
  void dropDone() {
    acts.values().removeIf(CompletableFuture::isDone);
    pings.removeIf(CompletableFuture::isDone);
  }

  void failAll(IOException failure) {
    var failed = List.copyOf(acts.values());
    var failedPings = List.copyOf(pings);
    acts.clear();
    pings.clear();
    failed.forEach(act -> act.completeExceptionally(failure));
    failedPings.forEach(ping -> ping.completeExceptionally(failure));
  }
}
