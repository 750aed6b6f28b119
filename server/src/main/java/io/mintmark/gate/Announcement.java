package io.mintmark.gate;

import io.mintmark.device.Notice;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/// One notice for many sessions. Each event loop tells its own, a slice at a time, and serves
/// everybody else in between: a hundred thousand sessions must not keep one waiting.
final class Announcement implements Runnable {

  private static final int SLICE = 128;

  private final EventLoop loop;
  private final List<Presence> sessions;
  private final Notice notice;
  private final CompletableFuture<Integer> done = new CompletableFuture<>();
  private int next;
  private int told;

  private Announcement(EventLoop loop, List<Presence> sessions, Notice notice) {
    this.loop = loop;
    this.sessions = sessions;
    this.notice = notice;
  }

  /// Tells them all, from any thread.
  ///
  /// @return how many were told
  static CompletionStage<Integer> make(Collection<Presence> sessions, Notice notice) {
    Map<EventLoop, List<Presence>> byLoop = new HashMap<>();
    for (Presence session : sessions) {
      EventLoop loop = session.loop();
      byLoop.computeIfAbsent(loop, _ -> new ArrayList<>()).add(session);
    }
    CompletionStage<Integer> sum = CompletableFuture.completedFuture(0);
    for (var part : byLoop.entrySet()) {
      var announcement = new Announcement(part.getKey(), part.getValue(), notice);
      announcement.goOn();
      sum = sum.thenCombine(announcement.done, Integer::sum);
    }
    return sum;
  }

  private void goOn() {
    try {
      loop.execute(this);
    } catch (RejectedExecutionException e) {
      done.complete(told); // the gate has stopped
    }
  }

  @Override
  public void run() {
    int end = Math.min(sessions.size(), next + SLICE);
    while (next < end) {
      if (sessions.get(next++).tellNow(notice)) {
        told++;
      }
    }
    if (next < sessions.size()) {
      goOn();
    } else {
      done.complete(told);
    }
  }
}
