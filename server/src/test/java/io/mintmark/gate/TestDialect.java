package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectAnswer;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.HttpAnswer;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.TopicRules;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductKey;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The simplest protocol a vendor could have: the user name says `login:`, `register:`, `badlogin:`
/// or `badregister:` and then `PRODUCT/name`; the proof holds the password. Topics are
/// `/PRODUCT/name/...`.
final class TestDialect implements DeviceDialect, TopicRules {

  static final String PATH = "/test/register";
  static final ProductKey PRODUCT = new ProductKey("P1");

  static DeviceIdentity device(String name) {
    return new DeviceIdentity(PRODUCT, name);
  }

  @Override
  public Dialect dialect() {
    return Dialect.ALIYUN;
  }

  @Override
  public boolean servesPath(String path) {
    return path.equals(PATH);
  }

  @Override
  public HttpReading read(HttpQuestion question) {
    String name = new String(question.body(), StandardCharsets.UTF_8);
    if (!question.method().equals("POST") || !DeviceIdentity.isWellFormed(name)) {
      return new HttpReading.Faulty(
          RegistrationOutcome.Reason.MALFORMED, new Claim("P1", null), "no name");
    }
    return new HttpReading.Registration(
        new RegistrationRequest(
            device(name),
            RegistrationRequest.Kind.LISTED,
            proof("x"),
            dialect(),
            question.origin()));
  }

  @Override
  public HttpAnswer answer(HttpQuestion question, RegistrationOutcome outcome) {
    byte[] body = word(outcome).getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(200, "application/json;charset=UTF-8", body);
  }

  @Override
  public ConnectReading read(Connect connect) {
    String username = connect.username() == null ? "" : connect.username();
    int colon = username.indexOf(':');
    int slash = username.indexOf('/');
    if (colon < 0 || slash < colon) {
      return new ConnectReading.NotMine();
    }
    String product = username.substring(colon + 1, slash);
    String name = username.substring(slash + 1);
    if (!ProductKey.isWellFormed(product) || !DeviceIdentity.isWellFormed(name)) {
      return new ConnectReading.NotMine();
    }
    var identity = new DeviceIdentity(new ProductKey(product), name);
    var claim = GateEvents.claimOf(identity);
    var proof = proof(connect.password() == null ? "" : connect.password());
    var origin = connect.origin();
    return switch (username.substring(0, colon)) {
      case "login" ->
          new ConnectReading.Login(
              new LoginAttempt(identity, proof, null, dialect(), origin, null));
      case "register" ->
          new ConnectReading.Registration(
              new RegistrationRequest(
                  identity, RegistrationRequest.Kind.LISTED, proof, dialect(), origin));
      case "badlogin" ->
          new ConnectReading.FaultyLogin(LoginOutcome.Reason.MALFORMED, claim, "bad login");
      case "badregister" ->
          new ConnectReading.FaultyRegistration(
              RegistrationOutcome.Reason.MALFORMED, claim, "bad registration");
      default -> new ConnectReading.NotMine();
    };
  }

  @Override
  public ConnectAnswer answer(RegistrationOutcome outcome) {
    return switch (outcome) {
      case RegistrationOutcome.Issued _ ->
          new ConnectAnswer(
              0,
              Optional.of(
                  new Push("/ext/register", word(outcome).getBytes(StandardCharsets.UTF_8))));
      case RegistrationOutcome.Refused(var reason) ->
          new ConnectAnswer(
              reason == RegistrationOutcome.Reason.PLAIN_TRANSPORT ? 2 : 4, Optional.empty());
    };
  }

  private static String word(RegistrationOutcome outcome) {
    return switch (outcome) {
      case RegistrationOutcome.Issued issued -> "{\"issued\":\"" + issued.identity() + "\"}";
      case RegistrationOutcome.Refused(var reason) -> "{\"refused\":\"" + reason + "\"}";
    };
  }

  @Override
  public int returnCode(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.Admitted _ -> 0;
      case LoginOutcome.Refused(var reason) ->
          switch (reason) {
            case MALFORMED -> 2;
            case OVERLOADED, INTERNAL -> 3;
            case IDENTITY_MISMATCH, DEVICE_DISABLED -> 5;
            default -> 4;
          };
    };
  }

  @Override
  public TopicRules topics() {
    return this;
  }

  @Override
  public List<String> automaticSubscriptions(Connect connect, DeviceIdentity device) {
    return connect.clientId().contains("_ss=1") ? List.of("/" + device + "/auto/+") : List.of();
  }

  @Override
  public boolean mayPublish(DeviceIdentity device, String topic) {
    return topic.startsWith("/" + device + "/")
        && topic.indexOf('#') < 0
        && !topic.endsWith("/command");
  }

  @Override
  public boolean maySubscribe(DeviceIdentity device, String filter) {
    return filter.startsWith("/" + device + "/");
  }

  @Override
  public boolean applicationMayPublish(ProductKey product, String topic) {
    return topic.startsWith("/" + product + "/");
  }

  @Override
  public boolean applicationMaySubscribe(ProductKey product, String filter) {
    return filter.startsWith("/" + product + "/");
  }

  private static Proof proof(String password) {
    return Proof.of(HmacAlgorithm.HMAC_SHA256, "text", password.getBytes(StandardCharsets.UTF_8));
  }
}
