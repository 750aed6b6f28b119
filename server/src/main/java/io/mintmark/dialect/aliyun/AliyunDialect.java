package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.CompactJson;
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
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Aliyun's device protocol. The forms of the answers are what measured SDKs need: over HTTP always
/// status 200, `code` first and 256 bytes at most; over both ways no blank and no escape.
public final class AliyunDialect implements DeviceDialect {

  private static final String REGISTER_PATH = "/auth/register/device";
  private static final String CONTENT_TYPE = "application/json;charset=UTF-8";
  private static final String REGISTER_PUSH = "/ext/register";
  private static final String UNLISTED_PUSH = "/ext/regnwl";

  @Override
  public Dialect dialect() {
    return Dialect.ALIYUN;
  }

  @Override
  public boolean servesPath(String path) {
    return path.equals(REGISTER_PATH);
  }

  @Override
  public HttpReading read(HttpQuestion question) {
    return HttpRegistration.read(question);
  }

  @Override
  public HttpAnswer answer(HttpQuestion question, RegistrationOutcome outcome) {
    var body =
        switch (outcome) {
          case Issued issued ->
              CompactJson.object()
                  .put("code", AliyunCodes.SUCCESS)
                  .put("data", credential(issued))
                  .put("message", "success");
          // Unlisted registration has no HTTP form, so no request of one can have got here.
          case ClientAdmitted _ ->
              CompactJson.object()
                  .put("code", AliyunCodes.codeOf(Reason.INTERNAL))
                  .putNull("data")
                  .put("message", AliyunCodes.messageOf(Reason.INTERNAL));
          case Refused(var reason) ->
              CompactJson.object()
                  .put("code", AliyunCodes.codeOf(reason))
                  .putNull("data")
                  .put("message", AliyunCodes.messageOf(reason));
        };
    return new HttpAnswer(200, CONTENT_TYPE, body.toBytes());
  }

  @Override
  public ConnectReading read(Connect connect) {
    return ConnectReader.read(connect);
  }

  @Override
  public Optional<KeyClaim> pskIdentity(String identity) {
    return PskIdentity.read(identity);
  }

  @Override
  public ConnectAnswer answer(RegistrationOutcome outcome) {
    return switch (outcome) {
      case Issued issued -> accepted(new Push(REGISTER_PUSH, credential(issued).toBytes()));
      case ClientAdmitted admitted -> {
        byte[] payload = credential(admitted).toBytes();
        var push = new Push(UNLISTED_PUSH, payload);
        yield admitted.alsoOnRegister()
            ? accepted(push, new Push(REGISTER_PUSH, payload))
            : accepted(push);
      }
      case Refused(var reason) -> ConnectAnswer.refusal(AliyunCodes.returnCodeOf(reason));
    };
  }

  private static ConnectAnswer accepted(Push... pushes) {
    return new ConnectAnswer(AliyunCodes.ACCEPTED, List.of(pushes));
  }

  @Override
  public int returnCode(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.Admitted _ -> AliyunCodes.ACCEPTED;
      case LoginOutcome.Refused(var reason) -> AliyunCodes.returnCodeOf(reason);
    };
  }

  @Override
  public TopicRules topics() {
    return AliyunTopics.RULES;
  }

  /// A message of 256 KB, and room for its topic and the properties of MQTT 5.
  @Override
  public int maxPublishBytes() {
    return 256 * 1024 + 4 * 1024;
  }

  @Override
  public int maxFilters() {
    return 100;
  }

  @Override
  public List<String> automaticSubscriptions(Connect connect, DeviceIdentity device) {
    return AutomaticTopics.of(connect.clientId(), device);
  }

  @Override
  public List<String> subDeviceSubscriptions(DeviceIdentity subDevice) {
    return AutomaticTopics.of(subDevice);
  }

  @Override
  public boolean servesTopic(DeviceIdentity device, String topic) {
    return NetworkTime.serves(topic) || GatewayTopic.of(device, topic) != null;
  }

  @Override
  public ServiceReading read(ServiceMessage message, Instant now) {
    GatewayTopic topic = GatewayTopic.of(message.device(), message.topic());
    return topic == null
        ? new ServiceReading.Answer(NetworkTime.answer(message, now))
        : readOfGateway(topic, message);
  }

  private static ServiceReading readOfGateway(GatewayTopic topic, ServiceMessage message) {
    var alink = AlinkMessage.parse(message.payload());
    String id = alink.map(AlinkMessage::id).orElse(null);
    boolean silent = alink.isPresent() && !alink.get().wantsAnswer();
    var request = GatewayReader.read(topic, alink);
    return new ServiceReading.Gateway(
        request,
        outcome ->
            silent
                ? List.of()
                : List.of(GatewayWriter.answer(topic, message.topic(), id, request, outcome)));
  }

  @Override
  public Optional<Push> push(DeviceIdentity device, Notice notice) {
    return Optional.of(
        switch (notice) {
          case Notice.Broadcast(var name, var payload) ->
              new Push("/broadcast/" + device.product() + "/" + name, payload);
          case Notice.SubDeviceEnded(var subDevice, var why) ->
              GatewayWriter.ended(device, subDevice, why);
          case Notice.TopologyChanged(var change, var subDevices) ->
              GatewayWriter.changed(device, change, subDevices);
        });
  }

  private static CompactJson credential(ClientAdmitted admitted) {
    return CompactJson.object()
        .put("productKey", admitted.identity().product().value())
        .put("deviceName", admitted.identity().name())
        .put("clientId", admitted.clientId())
        .put("deviceToken", admitted.token().expose());
  }

  private static CompactJson credential(Issued issued) {
    return CompactJson.object()
        .put("productKey", issued.identity().product().value())
        .put("deviceName", issued.identity().name())
        .put("deviceSecret", issued.deviceSecret().expose());
  }
}
