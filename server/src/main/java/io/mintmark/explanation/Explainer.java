package io.mintmark.explanation;

import io.mintmark.device.Devices;
import io.mintmark.event.Event;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.ProductKey;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.Mistake;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Answers "why was it refused?". For signed-in engineers: what it tells is never told to a device.
public final class Explainer {

  private static final Said UNEXPLAINED =
      new Said(
          "None of the usual mistakes explains it: most likely another secret was burned, or one that"
              + " belongs to another device.",
          "未匹配到常见错误：多半是烧录了别的密钥，或密钥属于另一台设备。");

  private static final Said NOT_EXAMINED =
      new Said(
          "It was not examined further, because too many wrong signatures came at that time.",
          "当时错误签名过多，未作进一步分析。");

  private final NearestNames nearestNames;

  public Explainer(Devices devices) {
    this.nearestNames = new NearestNames(devices);
  }

  /// Empty for an event that needs no explanation: nothing was refused or lost.
  public Optional<Explanation> explain(Event event) {
    return said(event).map(said -> new Explanation(said, mistakes(event), names(event)));
  }

  private Optional<Said> said(Event event) {
    return switch (event.kind()) {
      case REGISTRATION ->
          registrationReason(event)
              .map(RegistrationReasons::of)
              .or(() -> gatewayReason(event))
              .map(said -> complete(event, said));
      case LOGIN ->
          loginReason(event)
              .map(LoginReasons::of)
              .or(() -> gatewayReason(event))
              .map(said -> complete(event, said))
              .or(() -> Endings.of(event.outcome()));
      case TOPOLOGY -> gatewayReason(event).map(said -> complete(event, said));
      default -> Endings.of(event.outcome());
    };
  }

  private static Said complete(Event event, Said said) {
    if (!event.outcome().equals("PROOF_WRONG")) {
      return said;
    }
    var mistakes = mistakes(event);
    if (mistakes.isEmpty()) {
      return said.and(event.hint() == null ? NOT_EXAMINED : UNEXPLAINED);
    }
    Said whole = said;
    for (Mistake mistake : mistakes) {
      whole = whole.and(Mistakes.of(mistake));
    }
    return whole;
  }

  private static List<Mistake> mistakes(Event event) {
    if (event.hint() == null) {
      return List.of();
    }
    return Arrays.stream(event.hint().split("\\+", -1))
        .flatMap(word -> constant(Mistake.values(), word).stream())
        .toList();
  }

  private List<String> names(Event event) {
    boolean unknown =
        event.outcome().equals(LoginOutcome.Reason.DEVICE_UNKNOWN.name())
            || event.outcome().equals(RegistrationOutcome.Reason.DEVICE_NOT_LISTED.name());
    String product = event.productKey();
    String name = event.deviceName();
    return unknown && product != null && name != null && ProductKey.isWellFormed(product)
        ? nearestNames.of(new ProductKey(product), name)
        : List.of();
  }

  private static Optional<RegistrationOutcome.Reason> registrationReason(Event event) {
    return constant(RegistrationOutcome.Reason.values(), event.outcome());
  }

  private static Optional<LoginOutcome.Reason> loginReason(Event event) {
    return constant(LoginOutcome.Reason.values(), event.outcome());
  }

  private static Optional<Said> gatewayReason(Event event) {
    return constant(GatewayOutcome.Reason.values(), event.outcome()).map(GatewayReasons::of);
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, String word) {
    return Arrays.stream(all).filter(each -> each.name().equals(word)).findFirst();
  }
}
