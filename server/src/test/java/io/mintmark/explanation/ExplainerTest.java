package io.mintmark.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.MemoryDevices;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.ProductKey;
import io.mintmark.refusal.ProofDoctor;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.Mistake;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an engineer reads who asks why.
class ExplainerTest {

  private static final ProductKey PRODUCT = new ProductKey("a1CapTure01");

  private final MemoryDevices devices = new MemoryDevices();
  private final Explainer explainer = new Explainer(devices);

  static Stream<Event> everyRefusal() {
    return Stream.concat(
        Stream.of(LoginOutcome.Reason.values())
            .map(reason -> event(EventKind.LOGIN, reason.name(), "lamp", null)),
        Stream.of(RegistrationOutcome.Reason.values())
            .map(reason -> event(EventKind.REGISTRATION, reason.name(), "lamp", null)));
  }

  @ParameterizedTest
  @MethodSource("everyRefusal")
  void everyReasonHasASentenceInBothLanguages(Event refusal) {
    var said = explainer.explain(refusal).orElseThrow().said();

    assertThat(said.in(Locale.UK)).endsWith(".").hasSizeGreaterThan(25);
    assertThat(said.in(Locale.SIMPLIFIED_CHINESE)).endsWith("。").containsPattern("\\p{IsHan}{4}");
    assertThat(refusal.isRefusal()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalOfAGatewayHasASentenceInBothLanguages(GatewayOutcome.Reason reason) {
    var refusal = event(EventKind.TOPOLOGY, reason.name(), "lamp", null);

    var said = explainer.explain(refusal).orElseThrow().said();

    assertThat(said.in(Locale.UK)).endsWith(".").hasSizeGreaterThan(25);
    assertThat(said.in(Locale.SIMPLIFIED_CHINESE)).endsWith("。").containsPattern("\\p{IsHan}{4}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROTOCOL_VERSION",
        "QOS_NOT_SUPPORTED",
        "NOT_SERVED",
        "TOO_LARGE",
        "TOO_MANY_FILTERS",
        "TOPOLOGY_REMOVED",
        "GATEWAY_CLOSED",
        "LOGGED_OUT"
      })
  void whatTheGateRefusesOrEndsHasASentence(String outcome) {
    assertThat(explainer.explain(event(EventKind.MESSAGE_REFUSED, outcome, "lamp", null)))
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void everyMistakeHasASentenceInBothLanguages(Mistake mistake) {
    var refusal = event(EventKind.LOGIN, "PROOF_WRONG", "lamp", mistake.name());

    var explanation = explainer.explain(refusal).orElseThrow();

    assertThat(explanation.mistakes()).containsExactly(mistake);
    assertThat(explanation.said().english()).endsWith(Mistakes.of(mistake).english());
    assertThat(explanation.said().chinese()).endsWith(Mistakes.of(mistake).chinese());
  }

  @Test
  void twoMistakesAreBothExplained() {
    var refusal =
        event(EventKind.LOGIN, "PROOF_WRONG", "lamp", "PRODUCT_SECRET_USED+TRAILING_NEWLINE");

    assertThat(explainer.explain(refusal).orElseThrow().said().english())
        .contains("sign logins with the DeviceSecret")
        .contains("newline");
  }

  @Test
  void aSignatureExaminedInVainIsToldApartFromOneNotExamined() {
    var vain = event(EventKind.LOGIN, "PROOF_WRONG", "lamp", ProofDoctor.UNEXPLAINED);
    var not = event(EventKind.LOGIN, "PROOF_WRONG", "lamp", null);

    assertThat(explainer.explain(vain).orElseThrow().said().english()).contains("another secret");
    assertThat(explainer.explain(not).orElseThrow().said().english()).contains("not examined");
  }

  @Test
  void whatWasGrantedNeedsNoExplanation() {
    assertThat(explainer.explain(event(EventKind.LOGIN, "ADMITTED", "lamp", null))).isEmpty();
    assertThat(explainer.explain(event(EventKind.ACTIVATION, "ACTIVATED", "lamp", null))).isEmpty();
    assertThat(explainer.explain(event(EventKind.OPERATION, "DEVICE_RESET", "lamp", null)))
        .isEmpty();
  }

  @Test
  void theEndOfASessionIsExplained() {
    var ended = event(EventKind.SESSION_CLOSED, "TAKEN_OVER", "lamp", null);

    assertThat(explainer.explain(ended).orElseThrow().said().english()).contains("newer login");
  }

  @ParameterizedTest
  @CsvSource({
    "LAMP-0001, lamp-0001",
    "lamp_0001, lamp-0001",
    "lamp-001, lamp-0001",
    "lamp-00011, lamp-0001",
    "lamp-0010, lamp-0001",
    "lamp-O001, lamp-0001",
    "1amp-0001, lamp-0001",
    "amp-0001, lamp-0001",
    "aa:bb:cc:dd:ee:ff, AABBCCDDEEFF",
    "AA-BB-CC-DD-EE-FF, AABBCCDDEEFF",
    "AABBCCDDEEF, AABBCCDDEEFF"
  })
  void anUnknownNameComesWithTheListedOnesItMayStandFor(String claimed, String meant) {
    devices.put(new DeviceIdentity(PRODUCT, "lamp-0001"));
    devices.put(new DeviceIdentity(PRODUCT, "AABBCCDDEEFF"));
    devices.put(new DeviceIdentity(PRODUCT, "quite-another"));

    var unknown = event(EventKind.LOGIN, "DEVICE_UNKNOWN", claimed, null);
    var notListed = event(EventKind.REGISTRATION, "DEVICE_NOT_LISTED", claimed, null);

    assertThat(explainer.explain(unknown).orElseThrow().nearestNames()).containsExactly(meant);
    assertThat(explainer.explain(notListed).orElseThrow().nearestNames()).containsExactly(meant);
  }

  @Test
  void aNameLikeNoneOfThoseListedHasNoNeighbours() {
    devices.put(new DeviceIdentity(PRODUCT, "lamp-0001"));

    var refusal = event(EventKind.LOGIN, "DEVICE_UNKNOWN", "fridge", null);

    assertThat(explainer.explain(refusal).orElseThrow().nearestNames()).isEmpty();
  }

  private static Event event(EventKind kind, String outcome, String device, @Nullable String hint) {
    var event =
        new Event(Instant.EPOCH, kind, outcome, PRODUCT.value(), device, "ALIYUN", null, null);
    return hint == null ? event : event.withHint(hint);
  }
}
