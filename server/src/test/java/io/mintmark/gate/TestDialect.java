package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.Claim;
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
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.login.Credential;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductKey;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The simplest protocol a vendor could have: the user name says `login:`, `register:`, `badlogin:`
/// or `badregister:` and then `PRODUCT/name`; the proof holds the password. Topics are
/// `/PRODUCT/name/...`; what is published to one that ends in `/ask` the server answers.
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
              new LoginAttempt(
                  identity, new Credential.Signature(proof, null), dialect(), origin, null));
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
              List.of(new Push("/ext/register", word(outcome).getBytes(StandardCharsets.UTF_8))));
      case RegistrationOutcome.ClientAdmitted admitted ->
          new ConnectAnswer(
              0,
              Stream.of("/ext/regnwl", "/ext/register")
                  .limit(admitted.alsoOnRegister() ? 2 : 1)
                  .map(topic -> new Push(topic, word(outcome).getBytes(StandardCharsets.UTF_8)))
                  .toList());
      case RegistrationOutcome.Refused(var reason) ->
          new ConnectAnswer(
              reason == RegistrationOutcome.Reason.PLAIN_TRANSPORT ? 2 : 4, List.of());
    };
  }

  private static String word(RegistrationOutcome outcome) {
    return switch (outcome) {
      case RegistrationOutcome.Issued issued -> "{\"issued\":\"" + issued.identity() + "\"}";
      case RegistrationOutcome.ClientAdmitted admitted ->
          "{\"admitted\":\"" + admitted.clientId() + "\"}";
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
            case OVERLOADED, THROTTLED, INTERNAL -> 3;
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
  public int maxPublishBytes() {
    return 100_000;
  }

  @Override
  public int maxFilters() {
    return 3;
  }

  @Override
  public boolean servesTopic(DeviceIdentity device, String topic) {
    return topic.endsWith("/ask") || topic.equals("/" + device + "/gateway");
  }

  @Override
  public ServiceReading read(ServiceMessage message, Instant now) {
    String question = new String(message.payload(), StandardCharsets.UTF_8);
    if (message.topic().endsWith("/gateway")) {
      return ofGateway(message.device(), question);
    }
    var answer =
        new Push(
            answerTopic(message.device()), ("re: " + question).getBytes(StandardCharsets.UTF_8));
    return new ServiceReading.Answer(question.isEmpty() ? List.of() : List.of(answer));
  }

  /// `login s1,s2`, all or nothing; likewise `logout` and `bind`.
  private static ServiceReading ofGateway(DeviceIdentity gateway, String question) {
    String[] words = question.split(" ", -1);
    List<GatewayRequest.Asked> asked =
        Arrays.stream(words[1].split(",", -1))
            .<GatewayRequest.Asked>map(
                name -> new GatewayRequest.Asked.Sound(device(name), null, null))
            .toList();
    var request =
        switch (words[0]) {
          case "login" -> new GatewayRequest.Login(asked, true);
          case "logout" -> new GatewayRequest.Logout(asked, true);
          default -> new GatewayRequest.Bind(asked, true, true);
        };
    return new ServiceReading.Gateway(
        request, outcome -> List.of(text(gateway, words[0] + " " + told(outcome))));
  }

  private static String told(GatewayOutcome outcome) {
    return switch (outcome) {
      case GatewayOutcome.Refused(var reason) -> reason.name();
      case GatewayOutcome.Described described -> described.toString();
      case GatewayOutcome.PerDevice(var results) ->
          results.stream()
              .map(
                  result ->
                      result instanceof GatewayOutcome.Result.Refused(var reason)
                          ? reason.name()
                          : result.getClass().getSimpleName())
              .collect(Collectors.joining(","));
    };
  }

  private static Push text(DeviceIdentity device, String text) {
    return new Push(answerTopic(device), text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> subDeviceSubscriptions(DeviceIdentity subDevice) {
    return List.of("/" + subDevice + "/auto/+");
  }

  private static String answerTopic(DeviceIdentity device) {
    return "/" + device + "/answer";
  }

  @Override
  public Optional<Push> push(DeviceIdentity device, Notice notice) {
    return switch (notice) {
      case Notice.Broadcast(var name, var payload) ->
          Optional.of(
              new Push(
                  "/" + (name.equals("all") ? device.product() : device) + "/" + name, payload));
      case Notice.SubDeviceEnded(var subDevice, var why) ->
          Optional.of(text(device, "ended " + subDevice.name() + " " + why));
      case Notice.TopologyChanged(var change, var subDevices) ->
          Optional.of(text(device, "topology " + change + " " + subDevices.size()));
    };
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
