package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectAnswer;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.HttpAnswer;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceMessage;
import io.mintmark.dialect.ServiceReading;
import io.mintmark.dialect.TopicRules;
import io.mintmark.login.KeyClaim;
import io.mintmark.login.KeyForm;
import io.mintmark.login.LoginOutcome;
import io.mintmark.output.BindingForm;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Tencent's device protocol. Devices register over HTTP only, in one of two generations told apart
/// by their paths; they log in over MQTT. Answers always have status 200, because vendors' Java and
/// Python clients throw away the body of any other.
public final class TencentDialect implements DeviceDialect {

  private static final String FIRST_PATH = "/register/dev";
  private static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private final Supplier<UUID> requestIds;

  /// @param requestIds makes the id that every answer carries; from any thread
  public TencentDialect(Supplier<UUID> requestIds) {
    this.requestIds = requestIds;
  }

  @Override
  public Dialect dialect() {
    return Dialect.TENCENT;
  }

  @Override
  public boolean servesPath(String path) {
    return path.equals(FIRST_PATH) || path.equals(SecondGeneration.PATH);
  }

  @Override
  public HttpReading read(HttpQuestion question) {
    return isFirst(question) ? FirstGeneration.read(question) : SecondGeneration.read(question);
  }

  @Override
  public HttpAnswer answer(HttpQuestion question, RegistrationOutcome outcome) {
    String requestId = requestIds.get().toString();
    var body =
        isFirst(question)
            ? FirstGeneration.answer(outcome, requestId)
            : SecondGeneration.answer(outcome, requestId);
    return new HttpAnswer(200, CONTENT_TYPE, body.toBytes());
  }

  @Override
  public ConnectReading read(Connect connect) {
    return LoginReader.read(connect);
  }

  @Override
  public Optional<KeyClaim> pskIdentity(String identity) {
    return LoginReader.device(identity)
        .map(device -> new KeyClaim(device, Dialect.TENCENT, new KeyForm.Base64Decoded()));
  }

  /// Never a success: this vendor's devices do not register over MQTT.
  @Override
  public ConnectAnswer answer(RegistrationOutcome outcome) {
    return ConnectAnswer.refusal(TencentCodes.NOT_AUTHORIZED);
  }

  @Override
  public int returnCode(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.Admitted _ -> TencentCodes.ACCEPTED;
      case LoginOutcome.Refused(var reason) -> TencentCodes.returnCodeOf(reason);
    };
  }

  @Override
  public Optional<BindingForm> bindingForm(DeviceIdentity device, Instant at) {
    return Optional.of(QrBinding.of(device, at));
  }

  @Override
  public TopicRules topics() {
    return TencentTopics.RULES;
  }

  @Override
  public int maxPublishBytes() {
    return 64 * 1024;
  }

  @Override
  public boolean servesTopic(DeviceIdentity device, String topic) {
    return SystemTime.serves(topic) || GatewayOperation.isTopic(device, topic);
  }

  @Override
  public ServiceReading read(ServiceMessage message, Instant now) {
    return GatewayOperation.isTopic(message.device(), message.topic())
        ? GatewayOperation.read(message.device(), message.payload())
        : new ServiceReading.Answer(SystemTime.answer(message, now));
  }

  /// Gateways are told of bindings only, not of what else becomes of their sub-devices.
  @Override
  public Optional<Push> push(DeviceIdentity device, Notice notice) {
    return switch (notice) {
      case Notice.Broadcast(_, var payload) ->
          Optional.of(
              new Push("$broadcast/rxd/" + device.product() + "/" + device.name(), payload));
      case Notice.SubDeviceEnded(var subDevice, _) ->
          Optional.of(GatewayResult.offline(device, subDevice));
      case Notice.TopologyChanged(var change, var subDevices) ->
          switch (change) {
            case ADDED -> Optional.of(GatewayResult.change(device, true, subDevices));
            case REMOVED -> Optional.of(GatewayResult.change(device, false, subDevices));
            case ENABLED, DISABLED -> Optional.empty();
          };
    };
  }

  private static boolean isFirst(HttpQuestion question) {
    return question.path().equals(FIRST_PATH);
  }
}
