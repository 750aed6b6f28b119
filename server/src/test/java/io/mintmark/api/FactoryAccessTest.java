package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What people and programs of a factory reach: what was delivered to them, and nothing else.
class FactoryAccessTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final Set<String> FOR_FACTORIES =
      Set.of(
          "DELETE /api/v1/sign-in",
          "GET /api/v1/deliveries",
          "GET /api/v1/deliveries/{id}",
          "GET /api/v1/deliveries/{id}/package",
          "POST /api/v1/deliveries/{id}/receipt",
          "POST /api/v1/products/{productKey}/test-results",
          "POST /api/v1/products/{productKey}/devices/{deviceName}/test-results");

  private static final Set<String> OPEN =
      Set.of("POST /api/v1/sign-in", "GET /api/v1/health", "GET /api/v1/ca.pem");

  private static ApiClient operator;
  private static String product;
  private static String project;
  private static String batch;
  private static String factory;
  private static String otherFactory;

  @BeforeAll
  static void prepare() {
    operator = HOUSE.api();
    product = Orders.publishedProduct(operator, "ALIYUN");
    project = operator.get("/products/" + product).text("project");
    batch = Orders.readyBatch(operator, product, "lamp-0001\nlamp-0002\nlamp-0003\n");
    factory = newFactory("Works");
    otherFactory = newFactory("Other works");
  }

  @Test
  void everyOperationThatIsNotForFactoriesIsAbsentForThem() {
    var program = programOf(factory);
    var absent = program.get("/nothing-of-the-kind");
    var asked = new ArrayList<String>();
    var paths = HOUSE.anybody().get("/openapi.json").json().path("paths");

    for (var path : paths.properties()) {
      for (var method : path.getValue().properties()) {
        String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        if (OPEN.contains(name) || FOR_FACTORIES.contains(name)) {
          continue;
        }
        asked.add(name);
        boolean hasBody = method.getValue().has("requestBody");
        var answer =
            program.send(
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey().replaceAll("\\{[^}]*}", "x").replace("/api/v1", ""),
                hasBody ? bodyType(method.getValue()) : "",
                hasBody ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        assertThat(answer.status()).as(name).isEqualTo(404);
        assertThat(answer.body()).as(name).isEqualTo(absent.body());
      }
    }

    assertThat(asked).hasSizeGreaterThan(50).contains("GET /api/v1/products/{productKey}/secret");
  }

  private static String bodyType(JsonNode operation) {
    return operation.at("/requestBody/content").propertyNames().iterator().next();
  }

  @Test
  void whatExistsIsAsAbsentAsWhatDoesNot() {
    var program = programOf(factory);

    assertThat(program.get("/batches/" + batch).body())
        .isEqualTo(program.get("/batches/b-0000000000").body());
    assertThat(program.get("/batches/" + batch + "/file.csv").status()).isEqualTo(404);
    assertThat(program.get("/projects/" + project).status()).isEqualTo(404);
  }

  @Test
  void uploadsAreAbsentToo() {
    var answer =
        programOf(factory)
            .send(
                "POST",
                "/products/x/batches?burnMethod=DEVICE_SECRET",
                "text/csv",
                BodyPublishers.ofString("a"));

    assertThat(answer.problem()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aFactorySeesItsOwnDeliveriesAndNoOthers() {
    var own = delivered(factory);
    var others = delivered(otherFactory);
    var program = programOf(factory);

    assertThat(program.get("/deliveries").body()).contains(own).doesNotContain(others);
    assertThat(program.get("/deliveries?batch=" + batch).body()).doesNotContain(others);
    assertThat(operator.get("/deliveries").body()).contains(own, others);
    assertThat(program.get("/deliveries/" + own).text("state")).isEqualTo("OPEN");
    assertThat(program.get("/deliveries/" + own + "/package").status()).isEqualTo(200);
    assertThat(program.post("/deliveries/" + own + "/receipt").status()).isEqualTo(200);
    for (var path : List.of("", "/package")) {
      assertThat(program.get("/deliveries/" + others + path).body())
          .isEqualTo(program.get("/deliveries/d-0000000000" + path).body());
    }
    assertThat(program.post("/deliveries/" + others + "/receipt").problem()).isEqualTo("NOT_FOUND");
    assertThat(program.post("/deliveries/" + own + "/revoke").problem()).isEqualTo("NOT_FOUND");
    assertThat(operator.get("/deliveries/" + others).text("downloadsStarted")).isEqualTo("0");
  }

  @Test
  void aFactoryEntersTestResultsOfUnitsThatHaveReachedItOnly() {
    var units = Orders.readyBatch(operator, product, "tested-1\ntested-2\n");
    var order = order(factory, "csv").replace("\"files\"", "\"first\":1,\"last\":1,\"files\"");
    var delivery =
        operator
            .post("/batches/" + units + "/deliveries", order)
            .json()
            .at("/delivery/id")
            .asString();
    var program = programOf(factory);
    assertThat(entered(program, "tested-1", "before").status()).isEqualTo(404);
    program.get("/deliveries/" + delivery + "/package");

    assertThat(entered(program, "tested-1", "own").status()).isEqualTo(201);
    assertThat(entered(program, "tested-2", "not-delivered").status()).isEqualTo(404);
    assertThat(entered(programOf(otherFactory), "tested-1", "others").status()).isEqualTo(404);
  }

  private static Answer entered(ApiClient caller, String unit, String id) {
    return caller.post(
        "/products/" + product + "/devices/" + unit + "/test-results",
        "{\"id\":\"%s\",\"station\":\"FT-1\",\"result\":\"PASSED\",\"testedAt\":\"%s\"}"
            .formatted(id, HOUSE.clock.instant()));
  }

  @Test
  void aPersonOfAFactorySignsInAndSeesTheSame() {
    var own = delivered(factory);
    var account =
        operator.post("/accounts", "{\"name\":\"mei.lin\",\"factory\":\"" + factory + "\"}");
    var session =
        HOUSE
            .anybody()
            .post(
                "/sign-in",
                "{\"name\":\"mei.lin\",\"password\":\"%s\",\"newPassword\":\"a longer password\"}"
                    .formatted(account.text("oneTimePassword")));

    var person = HOUSE.anybody().with(session.text("token"));

    assertThat(account.status()).isEqualTo(201);
    assertThat(person.get("/deliveries").body()).contains(own);
    assertThat(person.get("/projects").problem()).isEqualTo("NOT_FOUND");
    assertThat(operator.delete("/accounts/mei.lin").status()).isEqualTo(204);
    assertThat(person.get("/deliveries").problem()).isEqualTo("NOT_SIGNED_IN");
  }

  @Test
  void aSecondOperatorMayDoEverythingAndIsResetAndDeleted() {
    var password = operator.post("/accounts", "{\"name\":\"bo\"}").text("oneTimePassword");
    assertThat(operator.post("/accounts", "{\"name\":\"bo\"}").problem())
        .isEqualTo("ACCOUNT_TAKEN");
    var first = signIn("bo", password);
    assertThat(first.get("/projects").status()).isEqualTo(200);

    var fresh = operator.post("/accounts/bo/reset-password").text("oneTimePassword");

    assertThat(first.get("/projects").problem()).isEqualTo("NOT_SIGNED_IN");
    assertThat(signIn("bo", fresh).get("/projects").status()).isEqualTo(200);
    assertThat(operator.get("/accounts").body()).contains("\"bo\"").doesNotContain(fresh);
    assertThat(operator.delete("/accounts/bo").status()).isEqualTo(204);
    assertThat(operator.delete("/accounts/admin").problem()).isEqualTo("LAST_OPERATOR");
    assertThat(operator.delete("/accounts/bo").problem()).isEqualTo("NOT_FOUND");
    assertThat(operator.post("/accounts/bo/reset-password").problem()).isEqualTo("NOT_FOUND");
    assertThat(operator.post("/accounts", "{\"name\":\"no blanks\"}").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void aDeliveryThatIsNotOpenIsRefused() {
    var own = delivered(factory);
    assertThat(operator.post("/deliveries/" + own + "/revoke").text("state")).isEqualTo("REVOKED");

    var answer = programOf(factory).get("/deliveries/" + own + "/package");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("DELIVERY_NOT_OPEN");
    assertThat(operator.get("/deliveries/" + own + "/downloads").json().path("items").size())
        .isZero();
  }

  @Test
  void whatCannotBeDeliveredIsToldInASentence() {
    var deliveries = "/batches/" + batch + "/deliveries";

    assertThat(operator.post(deliveries, order("f-0000000000", "csv")).problem())
        .isEqualTo("DELIVERY_UNFIT");
    assertThat(operator.post(deliveries, order(factory, "nothing")).text("detail"))
        .contains("there are csv");
    assertThat(
            operator
                .post(
                    "/projects/" + project + "/factories",
                    "{\"name\":\"x\",\"openPgpKey\":\"-----BEGIN PGP PRIVATE KEY BLOCK-----\"}")
                .text("detail"))
        .contains("private key");
    assertThat(
            operator
                .post(
                    "/projects/" + project + "/factories", "{\"name\":\"x\",\"certificate\":\"?\"}")
                .problem())
        .isEqualTo("FACTORY_KEY_UNFIT");
    assertThat(operator.post("/api-keys", "{\"name\":\"x\",\"factory\":\"f-0\"}").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void aLeakedFileIsLookedAtWhateverItsTypeSays() {
    delivered(factory);

    var answer =
        operator.send(
            "POST",
            "/batches/" + batch + "/leaks",
            "application/json",
            BodyPublishers.ofString("lamp-0001 lamp-0003 lamp-0002"));

    assertThat(answer.text("verdict")).isEqualTo("CANNOT_TELL");
    assertThat(answer.text("units")).isEqualTo("3");
  }

  static String newFactory(String name) {
    return operator
        .post("/projects/" + project + "/factories", "{\"name\":\"" + name + "\"}")
        .text("id");
  }

  private static ApiClient programOf(String factory) {
    var key = operator.post("/api-keys", "{\"name\":\"line\",\"factory\":\"" + factory + "\"}");
    return HOUSE.anybody().with(key.text("token"));
  }

  private static ApiClient signIn(String name, String password) {
    var session =
        HOUSE
            .anybody()
            .post(
                "/sign-in",
                "{\"name\":\"%s\",\"password\":\"%s\",\"newPassword\":\"a longer password\"}"
                    .formatted(name, password));
    return HOUSE.anybody().with(session.text("token"));
  }

  private static String delivered(String to) {
    var made = operator.post("/batches/" + batch + "/deliveries", order(to, "csv"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().at("/delivery/id").asString();
  }

  private static String order(String to, String format) {
    return "{\"factory\":\"%s\",\"sealing\":\"ZIP_AES256\",\"files\":[{\"format\":\"%s\"}]}"
        .formatted(to, format);
  }
}
