package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import io.mintmark.product.Products;
import io.mintmark.project.ProjectId;
import io.mintmark.request.AnsweredRequests;
import io.mintmark.sheet.NameListId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// [Batches] in memory, for feature tests. Mints are transactions here too: all of a chunk or none.
/// Faults can be made to happen right before a mint commits and right after.
public final class MemoryBatches implements Batches, AnsweredRequests {

  private final Products products;
  private final Map<BatchId, Batch> batches = new LinkedHashMap<>();
  private final Map<BatchId, List<String>> names = new HashMap<>();
  private final Map<BatchId, List<ImportedUnit>> brought = new HashMap<>();
  private final Map<BatchId, List<Unit>> units = new HashMap<>();
  private final Map<BatchId, Integer> freed = new HashMap<>();
  private final Map<List<String>, Answer> answers = new HashMap<>();
  private final Set<DeviceIdentity> devices = new HashSet<>();
  private Consumer<List<Unit>> beforeCommit = _ -> {};
  private Runnable afterCommit = () -> {};
  private Runnable afterChange = () -> {};
  private Runnable beforeStop = () -> {};

  public MemoryBatches(Products products) {
    this.products = products;
  }

  /// Gets the units of every mint before anything is changed; may throw.
  public synchronized void beforeCommit(Consumer<List<Unit>> act) {
    beforeCommit = act;
  }

  /// Runs at the end of every mint, when everything is changed; may throw.
  public synchronized void afterCommit(Runnable act) {
    afterCommit = act;
  }

  /// Runs at the end of every create and resume, when everything is changed; may throw.
  public synchronized void afterChange(Runnable act) {
    afterChange = act;
  }

  /// Runs at the beginning of every stop; may throw.
  public synchronized void beforeStop(Runnable act) {
    beforeStop = act;
  }

  /// A device that no batch of this store brought.
  public synchronized void addDevice(ProductKey product, String name) {
    devices.add(new DeviceIdentity(product, name));
  }

  /// Ends a device; its line in the batch stays.
  public synchronized void deleteDevice(ProductKey product, String name) {
    devices.remove(new DeviceIdentity(product, name));
  }

  /// Loses the lines after this one, as no store should.
  public synchronized void loseLines(BatchId id, int after) {
    names.put(id, List.copyOf(names.get(id).subList(0, after)));
  }

  /// All units ever minted for a batch, deleted devices included.
  public synchronized List<Unit> mintedUnits(BatchId id) {
    return List.copyOf(units.get(id));
  }

  @Override
  public synchronized List<Line> create(
      Batch batch, List<String> listed, List<ImportedUnit> broughtAlong) {
    var taken = taken(batch.product(), listed);
    if (taken.isEmpty()) {
      answer(batch);
      batches.put(batch.id(), batch);
      names.put(batch.id(), List.copyOf(listed));
      brought.put(batch.id(), List.copyOf(broughtAlong));
      units.put(batch.id(), new ArrayList<>());
      afterChange.run();
    }
    return taken;
  }

  private void answer(Batch batch) {
    var mark = batch.papers().origin().request();
    if (mark != null) {
      var key = List.of(mark.caller(), mark.scope(), mark.key());
      var known = answers.get(key);
      if (known != null && known.at.isAfter(batch.createdAt().minus(KEPT))) {
        throw new IllegalStateException("the request was answered before");
      }
      var answered = new Answered(mark.fingerprint(), batch.id().value());
      answers.put(key, new Answer(answered, batch.createdAt()));
    }
  }

  @Override
  public synchronized Optional<Answered> find(
      String caller, String scope, String key, Instant since) {
    return Optional.ofNullable(answers.get(List.of(caller, scope, key)))
        .filter(answer -> answer.at.isAfter(since))
        .map(Answer::answered);
  }

  private record Answer(Answered answered, Instant at) {}

  @Override
  public synchronized List<Line> taken(ProductKey product, List<String> listed) {
    var pending = new HashSet<String>();
    for (var batch : batches.values()) {
      var lines = names.get(batch.id());
      if (batch.product().equals(product) && !lines.isEmpty()) {
        int free = Math.max(batch.minted(), freed.getOrDefault(batch.id(), 0));
        pending.addAll(lines.subList(free, lines.size()));
      }
    }
    return IntStream.range(0, listed.size())
        .mapToObj(i -> new Line(i + 1, listed.get(i)))
        .filter(line -> pending.contains(line.name()) || exists(product, line.name()))
        .toList();
  }

  @Override
  public synchronized Optional<Batch> find(BatchId id) {
    return Optional.ofNullable(batches.get(id));
  }

  @Override
  public synchronized List<Batch> page(ProjectId project, @Nullable BatchId before, int limit) {
    return batches.values().stream()
        .filter(each -> products.find(each.product()).orElseThrow().project().equals(project))
        .sorted(Comparator.comparing(Batch::createdAt).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Batch> unfinished() {
    return batches.values().stream().filter(each -> each.state() == Batch.State.MINTING).toList();
  }

  @Override
  public synchronized List<Line> lines(BatchId id, int after, int limit) {
    var listed = names.get(id);
    if (listed.isEmpty()) {
      return units.get(id).stream()
          .filter(unit -> unit.number() > after)
          .limit(limit)
          .map(unit -> new Line(unit.number(), unit.name()))
          .toList();
    }
    return IntStream.range(after, Math.min(after + limit, listed.size()))
        .mapToObj(i -> new Line(i + 1, listed.get(i)))
        .toList();
  }

  @Override
  public synchronized List<Line> unminted(Batch batch, int limit) {
    return lines(batch.id(), batches.get(batch.id()).minted(), limit);
  }

  @Override
  public synchronized List<Unit> imported(Batch batch, List<Line> lines) {
    return lines.stream().map(line -> imported(batch, line)).toList();
  }

  private Unit imported(Batch batch, Line line) {
    var unit = brought.get(batch.id()).get(line.number() - 1);
    return new Unit(line.number(), line.name(), unit.secret(), unit.state());
  }

  @Override
  public synchronized List<Unit> mint(Batch batch, List<Unit> chunk, Instant at) {
    beforeCommit.accept(chunk);
    var now = batches.get(batch.id());
    int last = now.minted() + chunk.size();
    if (now.state() != Batch.State.MINTING || chunk.getLast().number() != last) {
      throw new IllegalStateException("these are not the next units of " + now);
    }
    var taken = chunk.stream().filter(unit -> exists(now.product(), unit.name())).toList();
    if (!taken.isEmpty()) {
      return taken;
    }
    chunk.forEach(unit -> addDevice(now.product(), unit.name()));
    units.get(now.id()).addAll(chunk);
    boolean ready = last == now.size();
    put(now, last, ready ? Batch.State.READY : Batch.State.MINTING, null, ready ? at : null);
    afterCommit.run();
    return List.of();
  }

  @Override
  public synchronized void stop(BatchId id, String reason) {
    beforeStop.run();
    var now = batches.get(id);
    if (now.state() == Batch.State.MINTING) {
      put(now, now.minted(), Batch.State.STOPPED, reason, null);
    }
  }

  @Override
  public synchronized void resume(BatchId id) {
    var now = batches.get(id);
    if (now.state() == Batch.State.STOPPED) {
      put(now, now.minted(), Batch.State.MINTING, null, null);
      afterChange.run();
    }
  }

  @Override
  public synchronized boolean replace(Batch before, Batch after) {
    var now = batches.get(before.id());
    boolean same =
        now.state() == before.state() && now.papers().edition() == before.papers().edition();
    if (!same || (after.state() == Batch.State.CANCELLED && now.minted() > 0)) {
      return false;
    }
    put(now, now.minted(), after.state(), after.stopReason(), now.readyAt(), after.papers());
    afterChange.run();
    return true;
  }

  @Override
  public synchronized List<Batch> undone() {
    return batches.values().stream()
        .filter(
            each ->
                switch (each.state()) {
                  case APPROVED -> true;
                  case REJECTED, CANCELLED -> freed.getOrDefault(each.id(), 0) < each.size();
                  case DRAFT, IN_REVIEW, MINTING, STOPPED, READY, CLOSED -> false;
                })
        .toList();
  }

  /// One name at a time.
  @Override
  public synchronized boolean freeNames(Batch batch) {
    int free =
        names.get(batch.id()).isEmpty() ? batch.size() : freed.merge(batch.id(), 1, Integer::sum);
    freed.put(batch.id(), free);
    return free < batch.size();
  }

  @Override
  public synchronized Optional<Batch> findByList(NameListId list) {
    return batches.values().stream()
        .filter(each -> list.equals(each.papers().origin().list()))
        .findFirst();
  }

  @Override
  public synchronized List<Unit> units(ProductKey product, BatchId id, int after, int limit) {
    return units.get(id).stream()
        .filter(unit -> unit.number() > after && exists(product, unit.name()))
        .limit(limit)
        .toList();
  }

  private boolean exists(ProductKey product, String name) {
    return devices.contains(new DeviceIdentity(product, name));
  }

  private void put(
      Batch batch, int minted, Batch.State state, @Nullable String reason, @Nullable Instant at) {
    put(batch, minted, state, reason, at, batch.papers());
  }

  private void put(
      Batch batch,
      int minted,
      Batch.State state,
      @Nullable String reason,
      @Nullable Instant at,
      BatchPapers papers) {
    batches.put(
        batch.id(),
        new Batch(
            batch.id(),
            batch.product(),
            batch.burnMethod(),
            batch.nameSource(),
            batch.size(),
            minted,
            state,
            reason,
            batch.createdAt(),
            at,
            papers));
  }
}
