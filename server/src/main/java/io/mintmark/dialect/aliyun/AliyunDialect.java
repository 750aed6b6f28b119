package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectAnswer;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.HttpAnswer;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.TopicRules;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Refused;
import java.util.List;
import java.util.Optional;

/// Aliyun's device protocol. The forms of the answers are what measured SDKs need: over HTTP always
/// status 200, `code` first and 256 bytes at most; over both ways no blank and no escape.
public final class AliyunDialect implements DeviceDialect {

  private static final String REGISTER_PATH = "/auth/register/device";
  private static final String CONTENT_TYPE = "application/json;charset=UTF-8";
  private static final String REGISTER_PUSH = "/ext/register";

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
  public ConnectAnswer answer(RegistrationOutcome outcome) {
    return switch (outcome) {
      case Issued issued ->
          new ConnectAnswer(
              AliyunCodes.ACCEPTED,
              Optional.of(new Push(REGISTER_PUSH, credential(issued).toBytes())));
      case Refused(var reason) ->
          new ConnectAnswer(AliyunCodes.returnCodeOf(reason), Optional.empty());
    };
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

  @Override
  public List<String> automaticSubscriptions(Connect connect, DeviceIdentity device) {
    return AutomaticTopics.of(connect.clientId(), device);
  }

  private static CompactJson credential(Issued issued) {
    return CompactJson.object()
        .put("productKey", issued.identity().product().value())
        .put("deviceName", issued.identity().name())
        .put("deviceSecret", issued.deviceSecret().expose());
  }
}
