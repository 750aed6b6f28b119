package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.Message;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.Session;
import io.mintmark.devicekit.wire.SessionEnd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two units under one unlisted name, and the operator who switches (切换) or clears (清除), over live
/// sockets.
@TestInstance(Lifecycle.PER_CLASS)
class UnitSwitchTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SDK = "sdk-c-4.2.0";

  @TempDir static Path data;
  private WholeServer whole;

  @BeforeAll
  void start() throws Exception {
    whole = WholeServer.start(data);
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @Test
  void twoUnitsUnderOneNameAreARiskAndEachIsShown() {
    var name = unlistedName();
    var first = registered(name);
    var second = registered(name);
    var session = loggedIn(name, second);

    var clients = clients(name);
    var risk = whole.api.get(product(name) + "/risks").get("items").get(0);

    assertThat(risk.get("deviceName").asString()).isEqualTo(name.identity().deviceName());
    assertThat(risk.get("liveClients").asInt()).isEqualTo(2);
    assertThat(risk.get("verdict").asString()).isEqualTo("SUSPECT");
    assertThat(clients.findValuesAsString("clientId")).containsExactly(first.id(), second.id());
    assertThat(clients.get(0).get("firstConnectedAt").isNull()).isTrue();
    assertThat(clients.get(0).get("online").asBoolean()).isFalse();
    assertThat(clients.get(1).get("firstConnectedAt").isNull()).isFalse();
    assertThat(clients.get(1).get("online").asBoolean()).isTrue();
    var seen = seen(name, 1);
    assertThat(seen.get("address").asString()).isEqualTo("127.0.0.1");
    assertThat(seen.get("sdk").asString()).contains(SDK);
    assertThat(session.closed().toCompletableFuture()).isNotDone();
  }

  @Test
  void aSwitchClosesTheOthersSessionAndKeepsItOut() {
    var name = unlistedName();
    var kept = registered(name);
    var other = registered(name);
    var session = loggedIn(name, other);

    whole.api.post(device(name) + "/clients/" + kept.id() + "/keep", Map.of());

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(login(name, other)).isEqualTo(new LoginOutcome.Refused(5));
    var keptSession = loggedIn(name, kept);
    assertThat(keptSession.closed().toCompletableFuture()).isNotDone();
    assertThat(whole.api.get(product(name) + "/risks").get("items")).isEmpty();
    assertThat(whole.api.events(key(name), name.identity().deviceName(), 6))
        .contains("RISK CLIENT_SWITCHED", "SESSION_CLOSED CLIENT_BANNED", "LOGIN CLIENT_BANNED");
  }

  @Test
  void clearingClosesTheSessionKeepsAllOutAndFreesThePlaces() {
    var name = unlistedName();
    var first = registered(name);
    var second = registered(name);
    var session = loggedIn(name, first);

    whole.api.post(device(name) + "/clients/clear", Map.of());

    assertThat(await(session.closed())).isEqualTo(SessionEnd.SERVER);
    assertThat(login(name, first)).isEqualTo(new LoginOutcome.Refused(5));
    assertThat(login(name, second)).isEqualTo(new LoginOutcome.Refused(5));
    for (int i = 0; i < 5; i++) {
      registered(name);
    }
    assertThat(clients(name)).hasSize(7);
  }

  private record Unit(String id, String token) {}

  private ProductCredential unlistedName() {
    String product = whole.api.product(whole.api.project(), "ALIYUN");
    var switched =
        whole.api.sent(
            "PUT",
            "/api/v1/products/%s/registration".formatted(product),
            Map.of("mode", "UNLISTED"));
    assertThat(switched.statusCode()).isEqualTo(200);
    return whole.unit(product, "unlisted-1");
  }

  private Unit registered(ProductCredential name) {
    var pushed = new CompletableFuture<Message>();
    var identity = name.identity();
    var fields =
        ConnectFields.mqtt311(
            "%s|authType=regnwl,securemode=-2,random=123,signmethod=hmacsha256|"
                .formatted(identity.deviceName()),
            identity.deviceName() + "&" + identity.productKey(),
            hmac(
                name.productSecret(),
                "deviceName%sproductKey%srandom123"
                    .formatted(identity.deviceName(), identity.productKey())),
            true,
            60);
    var outcome = await(whole.mqtts.connect(fields, (_, message) -> pushed.complete(message)));
    assertThat(outcome).isInstanceOf(LoginOutcome.Connected.class);
    var answer = JSON.readTree(await(pushed).text());
    return new Unit(answer.get("clientId").asString(), answer.get("deviceToken").asString());
  }

  private LoginOutcome login(ProductCredential name, Unit unit) {
    return await(
        whole.mqtts.connect(
            ConnectFields.mqtt311(
                unit.id() + "|authType=connwl,securemode=-2,_ss=1,ext=3,_v=" + SDK + "|",
                name.identity().deviceName() + "&" + name.identity().productKey(),
                unit.token(),
                true,
                60),
            MessageListener.DEAF));
  }

  private Session loggedIn(ProductCredential name, Unit unit) {
    return switch (login(name, unit)) {
      case LoginOutcome.Connected(var session, _) -> session;
      case LoginOutcome.Refused(int code) -> throw new AssertionError("refused: " + code);
    };
  }

  private JsonNode clients(ProductCredential name) {
    return whole.api.get(device(name) + "/clients").get("items");
  }

  /// The unit once its latest login has been written down.
  private JsonNode seen(ProductCredential name, int index) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (clients(name).get(index).get("lastSeen").isNull()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Api.pause();
    }
    return clients(name).get(index);
  }

  private static String hmac(String key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(ProductCredential name) {
    return name.identity().productKey();
  }

  private static String product(ProductCredential name) {
    return "/api/v1/products/" + key(name);
  }

  private static String device(ProductCredential name) {
    return product(name) + "/devices/" + name.identity().deviceName();
  }
}
