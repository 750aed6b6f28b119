package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// SIGKILL between people's acts on batches. What was answered is true afterwards, every approved
/// batch is minted in the end, and names that were given up are free.
class BatchLifeKillTest {

  private static final int ROUNDS = 2;
  private static final int BATCHES = 12;
  private static final int UNITS = 1_500;

  @TempDir Path folder;

  @Test
  void whateverWasAnsweredHoldsAndWhatFollowsIsDoneAfterTheRestart() throws Exception {
    try (var child = new ChildServer(folder)) {
      var owner = child.firstApi();
      var reviewer = child.another(owner);
      String project = owner.project();
      String product = owner.product(project, "ALIYUN");
      owner.put("/api/v1/projects/%s/review".formatted(project), Map.of("required", true));
      var random = new Random(4);

      for (int round = 0; round < ROUNDS; round++) {
        var batches = ordered(owner, product, round);
        var answered = actUntilKilled(child, owner, reviewer, batches, random.nextInt(5, 25));
        child.restart();

        for (var batch : batches) {
          assertThatItHolds(owner, batch, answered.getOrDefault(batch, "NONE"));
        }
        assertThatNamesGivenUpAreFree(owner, product, batches);
      }
    }
  }

  private static List<String> ordered(Api owner, String product, int round) {
    return IntStream.range(0, BATCHES)
        .mapToObj(number -> owner.orderNames(product, "DEVICE_SECRET", names(round, number)))
        .toList();
  }

  private static String names(int round, int number) {
    return IntStream.range(0, UNITS)
        .mapToObj(unit -> "r%d-b%02d-%05d".formatted(round, number, unit))
        .collect(Collectors.joining("\n"));
  }

  /// A third each is approved, approved and stopped, cancelled; all at once.
  ///
  /// @return the last act of each batch that was answered
  private static Map<String, String> actUntilKilled(
      ChildServer child, Api owner, Api reviewer, List<String> batches, int acts)
      throws InterruptedException {
    var answered = new ConcurrentHashMap<String, String>();
    var count = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < batches.size(); i++) {
        int kind = i % 3;
        var id = batches.get(i);
        threads.execute(
            () -> {
              switch (kind) {
                case 0 -> act(reviewer, id, "approve", answered, count);
                case 1 -> {
                  act(reviewer, id, "approve", answered, count);
                  act(owner, id, "stop", answered, count);
                  act(owner, id, "resume", answered, count);
                  act(owner, id, "stop", answered, count);
                }
                default -> act(owner, id, "cancel", answered, count);
              }
            });
      }
      while (count.get() < Math.min(acts, batches.size())) {
        Thread.onSpinWait();
      }
      child.kill();
    }
    return answered;
  }

  private static void act(
      Api api, String id, String act, Map<String, String> answered, AtomicInteger count) {
    try {
      var answer = api.sent("POST", "/api/v1/batches/%s/%s".formatted(id, act), reason(act));
      if (answer.statusCode() == 200) {
        answered.put(id, act);
      }
      count.incrementAndGet();
    } catch (UncheckedIOException e) {
      answered.merge(id, "?", (before, _) -> before + "?"); // killed: done or not
    }
  }

  private static Map<String, String> reason(String act) {
    return act.equals("stop") ? Map.of("reason", "a break") : Map.of();
  }

  private static void assertThatItHolds(Api owner, String id, String last) throws Exception {
    var state = owner.batch(id).get("state").asString();
    switch (last) {
      case "approve", "resume" -> assertThat(ended(owner, id)).isIn("READY");
      case "stop" -> assertThat(state).isEqualTo("STOPPED");
      case "cancel" -> assertThat(state).isEqualTo("CANCELLED");
      default ->
          assertThat(ended(owner, id)).as(last).isIn("IN_REVIEW", "READY", "STOPPED", "CANCELLED");
    }
    if (state.equals("STOPPED")) {
      owner.post("/api/v1/batches/%s/resume".formatted(id), Map.of());
      assertThat(ended(owner, id)).isEqualTo("READY");
    }
    if (owner.batch(id).get("state").asString().equals("READY")) {
      var names = owner.file(id).stream().skip(1).map(row -> row.get(1)).toList();
      assertThat(names).hasSize(UNITS);
      assertThat(new HashSet<>(names)).hasSize(UNITS);
    }
  }

  /// The state in which nothing more happens by itself.
  private static String ended(Api owner, String id) {
    JsonNode batch = owner.ready(id);
    while (batch.get("state").asString().equals("APPROVED")) {
      Api.pause();
      batch = owner.ready(id);
    }
    return batch.get("state").asString();
  }

  private static void assertThatNamesGivenUpAreFree(
      Api owner, String product, List<String> batches) {
    var free = new ArrayList<String>();
    for (var id : batches) {
      if (owner.batch(id).get("state").asString().equals("CANCELLED")) {
        owner
            .get("/api/v1/batches/%s/names?limit=500".formatted(id))
            .get("items")
            .forEach(item -> free.add(item.get("deviceName").asString()));
      }
    }
    if (!free.isEmpty()) {
      var again = new ArrayList<>(free);
      awaitFree(owner, product, String.join("\n", again));
    }
  }

  private static void awaitFree(Api owner, String product, String names) {
    for (int i = 0; i < 500; i++) {
      var request =
          owner
              .request("/api/v1/products/%s/batches?burnMethod=DEVICE_SECRET".formatted(product))
              .header("Content-Type", "text/csv")
              .POST(BodyPublishers.ofString(names));
      if (owner.exchange(request).statusCode() == 201) {
        return;
      }
      Api.pause();
    }
    throw new AssertionError("names of cancelled batches were never free");
  }
}
