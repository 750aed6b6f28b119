package io.mintmark.refusal;

import io.mintmark.device.Device;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.vault.Mistake;
import io.mintmark.vault.Proof;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out, in a thread of its own, which usual mistake made a signature wrong, and puts it into
/// the event as its hint. Under attack there is no hint: it takes on what fits its queue, and rests
/// after each, so that it never takes more than a small part of a processor.
public final class ProofDoctor implements WrongProofs, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProofDoctor.class);

  /// The hint of an event whose signature was examined in vain; one that was not has no hint.
  public static final String UNEXPLAINED = "UNEXPLAINED";

  private static final int WAITING = 64;

  /// With under a millisecond of work each, at most some three percent of a processor.
  private static final long REST_MILLIS = 20;

  /// Other products of the project whose secrets are tried.
  private static final int OTHER_PRODUCTS = 20;

  private final Products products;
  private final Vault vault;
  private final EventLog events;
  private final BlockingQueue<Case> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean closed;

  public ProofDoctor(Products products, Vault vault, EventLog events) {
    this.products = products;
    this.vault = vault;
    this.events = events;
    this.thread = Thread.ofPlatform().name("proof-doctor").daemon().start(this::run);
  }

  private record Case(Event refusal, Proof proof, Product product, @Nullable Device device) {}

  @Override
  public void report(Event refusal, Proof proof, Product product, @Nullable Device device) {
    if (closed || !waiting.offer(new Case(refusal, proof, product, device))) {
      events.append(refusal);
    }
  }

  /// Passes what is waiting on without a hint.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Case left = waiting.poll(); left != null; left = waiting.poll()) {
      events.append(left.refusal());
    }
  }

  private void run() {
    while (!closed) {
      try {
        Case next = waiting.take();
        events.append(examined(next));
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
      } catch (InterruptedException e) {
        return; // closed
      }
    }
  }

  private Event examined(Case wrong) {
    try {
      return MistakeSearch.explain(wrong.proof(), keys(wrong))
          .map(mistakes -> wrong.refusal().withHint(words(mistakes)))
          .orElseGet(() -> wrong.refusal().withHint(UNEXPLAINED));
    } catch (RuntimeException e) {
      LOG.error("a wrong signature could not be examined", e);
      return wrong.refusal();
    }
  }

  private static String words(Iterable<Mistake> mistakes) {
    List<String> words = new ArrayList<>();
    mistakes.forEach(mistake -> words.add(mistake.name()));
    return words.stream().collect(Collectors.joining("+"));
  }

  private List<MistakeSearch.Key> keys(Case wrong) {
    Product product = wrong.product();
    boolean login = wrong.refusal().kind() == EventKind.LOGIN;
    List<MistakeSearch.Key> keys = new ArrayList<>();
    if (wrong.device() != null) {
      keys.add(
          new MistakeSearch.Key(
              login ? null : Mistake.DEVICE_SECRET_USED, secret(product, wrong.device())));
    }
    for (var accepted : product.acceptedSecrets()) {
      keys.add(
          new MistakeSearch.Key(
              login ? Mistake.PRODUCT_SECRET_USED : null, accepted.open(vault, product)));
    }
    for (var retired : products.retiredSecrets(product.key())) {
      keys.add(
          new MistakeSearch.Key(
              Mistake.RETIRED_SECRET_USED, retired.secret().open(vault, product)));
    }
    products.ofProject(product.project()).stream()
        .filter(other -> !other.key().equals(product.key()))
        .limit(OTHER_PRODUCTS)
        .forEach(
            other ->
                keys.add(
                    new MistakeSearch.Key(
                        Mistake.OTHER_PRODUCTS_SECRET_USED, other.secret().open(vault, other))));
    return keys;
  }

  private SecretText secret(Product product, Device device) {
    return vault.open(product.dataKey(), device.identity().secretRow(), device.secret());
  }
}
