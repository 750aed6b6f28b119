package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Sighting;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Events.Query;
import io.mintmark.event.Events.StoredEvent;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    var second =
        store
            .events()
            .page(new Query(product, "lamp", null, null, null, false, null, null, last), 3);

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

    assertThat(
            page(new Query(product, null, EventKind.LOGIN, null, null, false, null, null, null), 9))
        .containsExactly(late, early);
    assertThat(
            page(new Query(product, null, null, "PROOF_WRONG", null, false, null, null, null), 9))
        .containsExactly(refused);
    assertThat(
            page(
                new Query(product, null, null, null, null, false, NOON.plusSeconds(5), null, null),
                9))
        .containsExactly(refused, late);
    assertThat(page(Query.ALL, 3)).containsExactly(refused, late, early);
  }

  @Test
  void aQueryNarrowsByAddressEndAndRefusal() {
    String product = samples.word("");
    String address = "203.0.113." + product;
    List<Event> ours = new ArrayList<>();
    for (var outcome : List.of("ADMITTED", "PROOF_WRONG", "ISSUED", "REPEATED", "CREATED")) {
      ours.add(from(address, product, outcome, NOON.plusSeconds(ours.size())));
    }
    ours.forEach(store.eventLog()::append);
    store.eventLog().append(from("198.51.100.1", product, "PROOF_WRONG", NOON));

    assertThat(page(new Query(null, null, null, null, address, false, null, null, null), 9))
        .containsExactlyElementsOf(ours.reversed());
    assertThat(page(new Query(null, null, null, null, address, true, null, null, null), 9))
        .containsExactly(ours.get(1));
    assertThat(
            page(
                new Query(null, null, null, null, address, false, null, NOON.plusSeconds(2), null),
                9))
        .containsExactly(ours.get(1), ours.get(0));
    assertThat(ours).filteredOn(Event::isRefusal).containsExactly(ours.get(1));
  }

  @Test
  void aLoginTellsWhereADeviceWasSeenLast() {
    var product = new ProductKey(samples.word("a1"));
    store.eventLog().append(admitted(product, "198.51.100.7", "sdk-c-4.2.0; a remark", NOON));
    store.eventLog().append(admitted(product, "203.0.113.9", null, NOON.plusSeconds(9)));

    assertThat(store.sightings().of(product, List.of("lamp", "other")))
        .containsExactly(
            Map.entry(
                "lamp",
                new Sighting(
                    NOON.plusSeconds(9),
                    NOON.plusSeconds(9),
                    new Origin(Transport.MQTT, "203.0.113.9"),
                    null)));
  }

  @Test
  void theEndOfASessionIsWhenADeviceWasSeenLast() {
    var product = new ProductKey(samples.word("a1"));
    store.eventLog().append(admitted(product, "203.0.113.9", "sdk-c-4.2.0; a remark", NOON));
    store.events().page(Query.ALL, 1); // stored before the end comes

    store.eventLog().append(closed(product, "CLIENT_CLOSED", NOON.plusSeconds(60)));

    var seen = store.sightings().of(product, List.of("lamp")).get("lamp");
    assertThat(seen.seenAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(seen.loginAt()).isEqualTo(NOON);
    assertThat(seen.told()).isEqualTo("sdk-c-4.2.0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEndOfAnOlderSessionThatComesLateDoesNotHideTheNewerLogin(boolean atOnce) {
    var product = new ProductKey(samples.word("a1"));
    store.eventLog().append(admitted(product, "198.51.100.7", "old", NOON));
    store.eventLog().append(admitted(product, "203.0.113.9", "new", NOON.plusSeconds(5)));
    if (!atOnce) {
      store.events().page(Query.ALL, 1);
    }
    store.eventLog().append(closed(product, "TAKEN_OVER", NOON.plusSeconds(4)));

    var seen = store.sightings().of(product, List.of("lamp")).get("lamp");
    assertThat(seen.loginAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(seen.seenAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(seen.origin().address()).isEqualTo("203.0.113.9");
    assertThat(seen.told()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeletedDeviceWasNeverSeenUntilItsNameLogsInAnew(boolean atOnce) {
    var product = new ProductKey(samples.word("a1"));
    store.eventLog().append(admitted(product, "198.51.100.7", "old", NOON));
    if (!atOnce) {
      store.events().page(Query.ALL, 1);
    }
    store
        .eventLog()
        .append(
            new Event(
                NOON.plusSeconds(1),
                EventKind.OPERATION,
                "DEVICE_DELETED",
                product.value(),
                "lamp",
                null,
                null,
                null));

    assertThat(store.sightings().of(product, List.of("lamp"))).isEmpty();
    store.eventLog().append(admitted(product, "203.0.113.9", "new", NOON.plusSeconds(5)));
    assertThat(store.sightings().of(product, List.of("lamp"))).hasSize(1);
  }

  private static Event admitted(
      ProductKey product, String address, @Nullable String told, Instant at) {
    return new Event(
        at,
        EventKind.LOGIN,
        "ADMITTED",
        product.value(),
        "lamp",
        "ALIYUN",
        new Origin(Transport.MQTT, address),
        told);
  }

  private static Event closed(ProductKey product, String reason, Instant at) {
    return new Event(
        at, EventKind.SESSION_CLOSED, reason, product.value(), "lamp", "ALIYUN", ORIGIN, null);
  }

  @Test
  void anEventIsFoundByItsIdAndKeepsItsHint() {
    String product = samples.word("");
    var event = from("203.0.113.9", product, "PROOF_WRONG", NOON).withHint("TRAILING_NEWLINE");
    store.eventLog().append(event);
    long id = store.events().page(ofProduct(product), 1).getFirst().id();

    assertThat(store.events().find(id).orElseThrow().event()).isEqualTo(event);
    assertThat(store.events().find(Long.MAX_VALUE)).isEmpty();
  }

  private static Event from(String address, String product, String outcome, Instant at) {
    return new Event(
        at,
        EventKind.LOGIN,
        outcome,
        product,
        "lamp",
        "ALIYUN",
        new Origin(Transport.MQTT, address),
        null);
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
    return new Query(product, null, null, null, null, false, null, null, null);
  }

  private List<Event> page(Query query, int limit) {
    return store.events().page(query, limit).stream().map(StoredEvent::event).toList();
  }
}
