package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static io.mintmark.app.WholeServer.loggedIn;
import static io.mintmark.app.WholeServer.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One order from the owner's list to the balance: a factory downloads its delivery, units register
/// and log in over live sockets, the station reports, and the sheet says where every unit is.
@TestInstance(Lifecycle.PER_CLASS)
class ProductionRunTest {

  @TempDir static Path data;
  private WholeServer whole;
  private Api factory;
  private String factoryId;
  private String project;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data);
    project = whole.api.project();
    factoryId =
        whole
            .api
            .post("/api/v1/projects/" + project + "/factories", Map.of("name", "Lamp Works"))
            .get("id")
            .asString();
    var key = whole.api.post("/api/v1/api-keys", Map.of("name", "line 1", "factory", factoryId));
    factory = new Api(whole.server.addresses().managementUri(), key.get("token").asString());
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void everyUnitOfAnOrderIsAccountedFor(String dialect) {
    String product = whole.api.product(project, dialect);
    whole.api.registration(product, true);
    String batch =
        whole.api.orderNames(
            product, "DYNAMIC_REGISTRATION", "lamp-0001\nlamp-0002\nlamp-0003\nlamp-0004\n");
    whole.api.ready(batch);
    deliver(batch, 1, 3);

    loggedIn(whole.usual(dialect), register(dialect, product, "lamp-0001"), MessageListener.DEAF);
    loggedIn(whole.usual(dialect), register(dialect, product, "lamp-0002"), MessageListener.DEAF);
    loggedIn(whole.usual(dialect), register(dialect, product, "lamp-0004"), MessageListener.DEAF);
    var stranger = whole.usual(dialect).registration().register(whole.unit(product, "lamp-0099"));
    assertThat(await(stranger)).isInstanceOf(RegistrationOutcome.Refused.class);
    test(product, "lamp-0001", "FAILED", "RF_POWER_LOW");
    test(product, "lamp-0001", "PASSED", "");
    test(product, "lamp-0002", "SCRAPPED", "GLASS_BROKEN");

    assertThat(figures(batch))
        .containsEntry("ORDERED", 4)
        .containsEntry("MINTED", 4)
        .containsEntry("DELIVERED", 3)
        .containsEntry("REGISTERED", 3)
        .containsEntry("ACTIVATED", 3)
        .containsEntry("PASSED", 1)
        .containsEntry("FAILED", 0)
        .containsEntry("SCRAPPED", 1)
        .containsEntry("UNTESTED", 2)
        .containsEntry("NEVER_SEEN", 1)
        .containsEntry("ACTIVATED_UNTESTED", 1)
        .containsEntry("ACTIVATED_NOT_DELIVERED", 1)
        .containsEntry("STRANGERS_REGISTERING", 1);
    assertThat(alarms(batch))
        .containsExactly(
            "ACTIVATED_NOT_DELIVERED",
            "ACTIVATED_UNTESTED",
            "STRANGERS_REGISTERING",
            "UNITS_NEVER_SEEN");
  }

  private void deliver(String batch, int first, int last) {
    var delivery =
        whole.api.post(
            "/api/v1/batches/" + batch + "/deliveries",
            Map.of(
                "factory",
                factoryId,
                "first",
                first,
                "last",
                last,
                "sealing",
                "ZIP_AES256",
                "files",
                List.of(Map.of("format", "csv"))));
    var id = delivery.get("delivery").get("id").asString();
    var answer = factory.exchange(factory.request("/api/v1/deliveries/" + id + "/package"));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private Credential register(String dialect, String product, String name) {
    return registered(whole.usual(dialect), whole.unit(product, name));
  }

  private int tests;

  private void test(String product, String name, String verdict, String reason) {
    var result = new TreeMap<String, Object>();
    result.put("id", "test-" + tests++);
    result.put("station", "FT-1");
    result.put("result", verdict);
    result.put("testedAt", Instant.now().toString());
    if (!reason.isEmpty()) {
      result.put("reason", reason);
    }
    factory.post("/api/v1/products/%s/devices/%s/test-results".formatted(product, name), result);
  }

  /// Events reach the sheet a moment later than the answers that caused them.
  private Map<String, Integer> figures(String batch) {
    for (int looks = 0; looks < 500; looks++) {
      var figures = new TreeMap<String, Integer>();
      whole
          .api
          .get("/api/v1/batches/" + batch + "/balance")
          .get("figures")
          .forEach(one -> figures.put(one.get("code").asString(), one.get("count").asInt()));
      if (figures.getOrDefault("STRANGERS_REGISTERING", 0) > 0) {
        return figures;
      }
      Api.pause();
    }
    return Map.of();
  }

  private Set<String> alarms(String batch) {
    var alarms = new TreeSet<String>();
    whole
        .api
        .get("/api/v1/batches/" + batch + "/balance")
        .get("alarms")
        .forEach(alarm -> alarms.add(alarm.get("code").asString()));
    return alarms;
  }
}
