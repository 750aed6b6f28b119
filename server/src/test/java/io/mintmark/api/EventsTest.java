package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Reading the event log by what happened, when, and page by page.
class EventsTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");

  private final ApiClient api = HOUSE.api();

  @BeforeAll
  static void someEvents() {
    append(MORNING, EventKind.LOGIN, "ADMITTED", "a1Events001");
    append(MORNING.plusSeconds(60), EventKind.LOGIN, "PROOF_WRONG", "a1Events001");
    append(MORNING.plusSeconds(120), EventKind.REGISTRATION, "PROOF_WRONG", "a1Events002");
  }

  @Test
  void anEventTellsWhatHappenedAndWhereItCameFrom() {
    var event = api.get("/events?product=a1Events002").json().path("items").get(0);

    assertThat(event.path("at").asString()).isEqualTo("2026-11-20T08:02:00Z");
    assertThat(event.path("kind").asString()).isEqualTo("REGISTRATION");
    assertThat(event.path("outcome").asString()).isEqualTo("PROOF_WRONG");
    assertThat(event.path("deviceName").asString()).isEqualTo("bell-0001");
    assertThat(event.path("dialect").asString()).isEqualTo("ALIYUN");
    assertThat(event.path("transport").asString()).isEqualTo("MQTTS");
    assertThat(event.path("address").asString()).isEqualTo("203.0.113.7");
  }

  @Test
  void eventsAreFilteredByEachOfTheirFacts() {
    assertThat(count("product=a1Events001")).isEqualTo(2);
    assertThat(count("product=a1Events001&kind=LOGIN&outcome=PROOF_WRONG")).isEqualTo(1);
    assertThat(count("product=a1Events001&since=2026-11-20T08:00:30Z")).isEqualTo(1);
    assertThat(count("product=a1Events001&since=2026-11-20T16:00:30%2B08:00")).isEqualTo(1);
    assertThat(count("product=a1Events001&until=2026-11-20T08:00:30Z")).isEqualTo(1);
    assertThat(count("product=a1Events001&device=bell-0001")).isEqualTo(2);
    assertThat(count("product=a1Events001&address=203.0.113.7")).isEqualTo(2);
    assertThat(count("product=a1Events001&address=203.0.113.8")).isZero();
    assertThat(count("product=a1Events001&refused=true")).isEqualTo(1);
    assertThat(count("product=a1Nothing01")).isZero();
  }

  @Test
  void eventsComeNewestFirstPageByPage() {
    var first = api.get("/events?product=a1Events001&limit=1").json();
    var second =
        api.get("/events?product=a1Events001&limit=1&before=" + first.path("next").asString())
            .json();

    assertThat(first.path("items").findValuesAsString("outcome")).containsExactly("PROOF_WRONG");
    assertThat(second.path("items").findValuesAsString("outcome")).containsExactly("ADMITTED");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void aFilterThatCannotBeIsRefused() {
    assertThat(api.get("/events?kind=GOSSIP").text("detail")).contains("one of REGISTRATION");
    assertThat(api.get("/events?since=yesterday").text("detail")).contains("a time like");
    assertThat(api.get("/events?before=x").problem()).isEqualTo("BAD_REQUEST");
  }

  private int count(String filter) {
    return api.get("/events?" + filter).json().path("items").size();
  }

  private static void append(Instant at, EventKind kind, String outcome, String product) {
    HOUSE
        .eventLog()
        .append(
            new Event(
                at,
                kind,
                outcome,
                product,
                "bell-0001",
                "ALIYUN",
                new Origin(Transport.MQTTS, "203.0.113.7"),
                null));
  }
}
