package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The served description is complete, and true in what it says of access.
class OpenApiTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final Set<String> OPEN =
      Set.of("POST /api/v1/sign-in", "GET /api/v1/health", "GET /api/v1/ca.pem");

  /// Every operation that the API must have; the description may not lose one unnoticed.
  private static final List<String> OPERATIONS =
      List.of(
          "signIn",
          "signOut",
          "listApiKeys",
          "createApiKey",
          "revokeApiKey",
          "listAccounts",
          "createAccount",
          "resetPassword",
          "deleteAccount",
          "listApplicationKeys",
          "createApplicationKey",
          "revokeApplicationKey",
          "listProjects",
          "createProject",
          "findProject",
          "requireReview",
          "listProducts",
          "createProduct",
          "findProduct",
          "publishProduct",
          "switchRegistration",
          "readRules",
          "changeRules",
          "revealProductSecret",
          "listSecretVersions",
          "rotateProductSecret",
          "retireProductSecret",
          "broadcast",
          "orderBatch",
          "importDevices",
          "examineNames",
          "findNameList",
          "listFindings",
          "repairNameList",
          "deleteNameList",
          "downloadRepairedNames",
          "downloadFailedRows",
          "listBatches",
          "findBatch",
          "watchBatch",
          "editBatch",
          "submitBatch",
          "approveBatch",
          "rejectBatch",
          "cancelBatch",
          "stopBatch",
          "resumeBatch",
          "closeBatch",
          "previewPattern",
          "listBatchNames",
          "listBatchFiles",
          "downloadBatchFile",
          "previewLabel",
          "listFactories",
          "createFactory",
          "findFactory",
          "changeFactoryKey",
          "createDelivery",
          "listDeliveries",
          "findDelivery",
          "listDownloads",
          "downloadPackage",
          "confirmReceipt",
          "revokeDelivery",
          "searchLeak",
          "postTestResult",
          "postTestResults",
          "listTestResults",
          "listUnits",
          "downloadUnits",
          "findUnit",
          "readYield",
          "readProjectYield",
          "downloadYield",
          "listFailures",
          "downloadFailures",
          "readBalance",
          "listBalances",
          "makeStatement",
          "listStatements",
          "downloadStatement",
          "printStatement",
          "signStatement",
          "listDevices",
          "findDevice",
          "disableDevice",
          "enableDevice",
          "resetDevice",
          "deleteDevice",
          "listRisks",
          "findRisk",
          "releaseDevice",
          "listClients",
          "keepClient",
          "clearClients",
          "listDeviceEvents",
          "listSubDevices",
          "removeSubDevice",
          "listEvents",
          "explainEvent",
          "explainDevice",
          "health",
          "gateFigures",
          "caCertificate");

  private final ApiClient anybody = HOUSE.anybody();
  private final JsonNode description = anybody.get("/openapi.json").json();

  private record Op(String method, String path, JsonNode node) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void everyOperationIsThereOnce() {
    assertThat(operations().map(op -> op.node.path("operationId").asString()))
        .containsExactlyInAnyOrderElementsOf(OPERATIONS);
  }

  @Test
  void everyOperationHasASummaryATagAndAnId() {
    assertThat(operations())
        .allSatisfy(
            op -> {
              assertThat(op.node.path("summary").asString("")).as(op.toString()).isNotBlank();
              assertThat(op.node.path("operationId").asString("")).matches("[a-zA-Z]+");
              assertThat(op.node.path("tags").size()).isEqualTo(1);
            });
  }

  @Test
  void everyOperationTellsHowItIsRefused() {
    assertThat(operations())
        .allSatisfy(
            op -> {
              var responses = op.node.path("responses");
              assertThat(responses.has("500")).as(op.toString()).isTrue();
              assertThat(responses.has("401"))
                  .isEqualTo(!OPEN.contains(op.toString()) || signsIn(op));
              assertThat(responses.has("404")).isEqualTo(op.path.contains("{"));
              responses
                  .properties()
                  .forEach(
                      entry -> {
                        if (entry.getKey().compareTo("400") >= 0) {
                          assertIsProblem(entry.getValue());
                        }
                      });
            });
  }

  @Test
  void everySuccessWithABodyHasASchema() {
    assertThat(operations())
        .allSatisfy(
            op ->
                op.node
                    .path("responses")
                    .properties()
                    .forEach(
                        entry -> {
                          if (entry.getKey().equals("200") || entry.getKey().equals("201")) {
                            assertThat(entry.getValue().at("/content").size())
                                .as(op + " " + entry.getKey())
                                .isPositive();
                          }
                        }));
  }

  @Test
  void everyPropertyIsSaidToBeThereOrToBeNull() {
    description
        .at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              var required = new ArrayList<String>();
              schema.getValue().path("required").forEach(name -> required.add(name.asString()));
              if (!schema.getKey().endsWith("Change")) { // which may leave everything out
                assertThat(required).as(schema.getKey()).isNotEmpty();
              }
            });
    assertThat(description.at("/components/schemas/DeviceView/properties/activatedAt/type"))
        .hasToString("[\"string\",\"null\"]");
    assertThat(description.at("/components/schemas/DeviceView/properties/gateway/anyOf/1/type"))
        .hasToString("\"null\"");
  }

  @Test
  void theSecuritySchemeIsABearerToken() {
    assertThat(description.at("/components/securitySchemes/bearer/scheme").asString())
        .isEqualTo("bearer");
    assertThat(description.path("security").toString()).isEqualTo("[{\"bearer\":[]}]");
  }

  @Test
  void nothingButTheOpenOperationsAnswersToAnybody() {
    assertThat(operations())
        .allSatisfy(
            op -> {
              var answer =
                  anybody.send(
                      op.method,
                      op.path.replaceAll("\\{[^}]*}", "x").replace("/api/v1", ""),
                      mediaType(op),
                      op.node.has("requestBody")
                          ? BodyPublishers.ofString("{}")
                          : BodyPublishers.noBody());
              if (OPEN.contains(op.toString())) {
                assertThat(answer.status()).as(op.toString()).isNotEqualTo(401);
                assertThat(op.node.path("security").toString()).isEqualTo("[]");
              } else {
                assertThat(answer.status()).as(op.toString()).isEqualTo(401);
                assertThat(answer.problem()).isEqualTo("NOT_SIGNED_IN");
              }
            });
  }

  @Test
  void uploadsAreClosedToAnybodyToo() {
    var path = "/products/x/batches?burnMethod=DEVICE_SECRET";

    assertThat(anybody.send("POST", path, "text/csv", BodyPublishers.ofString("a")).status())
        .isEqualTo(401);
    assertThat(
            anybody
                .send(
                    "POST", path, "multipart/form-data; boundary=x", BodyPublishers.ofString("--x"))
                .status())
        .isEqualTo(401);
  }

  private static String mediaType(Op op) {
    var content = op.node.at("/requestBody/content");
    return content.has("application/json") || content.isEmpty()
        ? op.node.has("requestBody") ? "application/json" : ""
        : content.propertyNames().iterator().next();
  }

  private static boolean signsIn(Op op) {
    return op.node.path("operationId").asString().equals("signIn");
  }

  private static void assertIsProblem(JsonNode response) {
    var body = response.at("/content/application~1problem+json");
    assertThat(body.at("/schema/$ref").asString()).isEqualTo("#/components/schemas/Problem");
    assertThat(body.path("examples").size()).isPositive();
  }

  private Stream<Op> operations() {
    return description.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        method ->
                            new Op(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue())));
  }
}
