package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Events.Query;
import io.mintmark.event.Events.StoredEvent;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The event log, written and read.
abstract class EventsContract extends StoreContract {

  private static final Origin ORIGIN = new Origin(Transport.MQTTS, "192.0.2.7");

  @Test
  void anEventIsReadAsItWasReported() {
    String product = samples.word("");
    var full =
        new Event(
            NOON, EventKind.LOGIN, "PROOF_WRONG", product, "lamp", "ALIYUN", ORIGIN, "sdk 3.1");
    var bare =
        new Event(NOON, EventKind.OPERATION, "DEVICE_RESET", product, null, null, null, null);
    store.eventLog().append(full);
    store.eventLog().append(bare);

    assertThat(page(ofProduct(product), 10)).containsExactly(bare, full);
  }

  @Test
  void aDeviceHasItsOwnPagesNewestFirst() {
    String product = samples.word("");
    for (int i = 0; i < 5; i++) {
      store.eventLog().append(login(product, "lamp", NOON.plusSeconds(i)));
      store.eventLog().append(login(product, "other", NOON.plusSeconds(i)));
    }

    var first = store.events().page(Query.ofDevice(product, "lamp"), 3);
    var last = first.getLast().id();
    var second = store.events().page(new Query(product, "lamp", null, null, null, last), 3);

    assertThat(first)
        .extracting(StoredEvent::event)
        .containsExactly(
            login(product, "lamp", NOON.plusSeconds(4)),
            login(product, "lamp", NOON.plusSeconds(3)),
            login(product, "lamp", NOON.plusSeconds(2)));
    assertThat(second)
        .extracting(StoredEvent::event)
        .containsExactly(login(product, "lamp", NOON.plusSeconds(1)), login(product, "lamp", NOON));
  }

  @Test
  void aQueryNarrowsByKindOutcomeAndTime() {
    String product = samples.word("");
    var early = login(product, "lamp", NOON);
    var late = login(product, "lamp", NOON.plusSeconds(9));
    var refused =
        new Event(
            NOON.plusSeconds(5),
            EventKind.REGISTRATION,
            "PROOF_WRONG",
            product,
            "lamp",
            "TENCENT",
            ORIGIN,
            null);
    List.of(early, late, refused).forEach(store.eventLog()::append);

    assertThat(page(new Query(product, null, EventKind.LOGIN, null, null, null), 9))
        .containsExactly(late, early);
    assertThat(page(new Query(product, null, null, "PROOF_WRONG", null, null), 9))
        .containsExactly(refused);
    assertThat(page(new Query(product, null, null, null, NOON.plusSeconds(5), null), 9))
        .containsExactly(refused, late);
    assertThat(page(new Query(null, null, null, null, null, null), 3))
        .containsExactly(refused, late, early);
  }

  @Test
  void whatTheWireClaimedIsKeptAsFarAsTextCanHoldIt() {
    String product = samples.word("");
    var claimed = "la\u0000mp\uD83D";
    store
        .eventLog()
        .append(
            new Event(
                NOON, EventKind.LOGIN, "DEVICE_UNKNOWN", product, claimed, null, ORIGIN, "灯😀"));

    var found = page(Query.ofDevice(product, claimed), 1).getFirst();

    assertThat(found.deviceName()).isEqualTo("la\uFFFDmp\uFFFD");
    assertThat(found.detail()).isEqualTo("灯😀");
  }

  @Test
  void eventsOutliveARestartAndIdsGoOnGrowing() {
    String product = samples.word("");
    store.eventLog().append(login(product, "lamp", NOON));
    long before = store.events().page(ofProduct(product), 1).getFirst().id();
    store.eventLog().append(login(product, "lamp", NOON.plusSeconds(1)));

    reopen();
    store.eventLog().append(login(product, "lamp", NOON.plusSeconds(2)));

    var all = store.events().page(ofProduct(product), 10);
    assertThat(all).hasSize(3).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
    assertThat(all.getLast().id()).isEqualTo(before);
  }

  private static Event login(String product, String device, Instant at) {
    return new Event(at, EventKind.LOGIN, "ADMITTED", product, device, "ALIYUN", ORIGIN, null);
  }

  private static Query ofProduct(String product) {
    return new Query(product, null, null, null, null, null);
  }

  private List<Event> page(Query query, int limit) {
    return store.events().page(query, limit).stream().map(StoredEvent::event).toList();
  }
}
