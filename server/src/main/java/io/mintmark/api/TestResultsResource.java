package io.mintmark.api;

import io.mintmark.api.LineViews.TestResultView;
import io.mintmark.line.ResultDesk;
import io.mintmark.line.ResultOutcome;
import io.mintmark.line.ResultOutcome.Reason;
import io.mintmark.line.Sender;
import io.mintmark.line.TestResult;
import io.mintmark.line.TestResults;
import io.mintmark.line.TestVerdict;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What test stations send.
@RestController
@Tag(name = "Production test")
class TestResultsResource {

  private static final String MANY = Paths.API + "/products/{productKey}/test-results";

  /// Requests with many results that are held in memory at once.
  private static final int LARGE_AT_ONCE = 4;

  private final Products products;
  private final ResultDesk desk;
  private final TestResults results;
  private final Semaphore room = new Semaphore(LARGE_AT_ONCE);

  TestResultsResource(Products products, ResultDesk desk, TestResults results) {
    this.products = products;
    this.desk = desk;
    this.results = results;
  }

  @PostMapping(DevicesResource.ONE + "/test-results")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "postTestResult",
      summary = "Enter a test result of a unit",
      description =
          "Sent again under the same station and id it is the same test, and answered so.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = NewTestResult.class))))
  @Refusals({ProblemCode.TEST_ID_REUSED, ProblemCode.TEST_TIME_ABSURD})
  @ForFactories
  TestResultView postTestResult(
      @PathVariable String productKey,
      @PathVariable String deviceName,
      @RequestBody JsonNode body,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var product = Lookup.product(products, productKey);
    var identity = Lookup.identity(product, deviceName);
    TestResult result;
    try {
      result = ResultForm.read(body, identity.name());
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("Mind that " + e.getMessage() + ".");
    }
    return switch (desk.enter(senderOf(caller), product.key(), List.of(result)).getFirst()) {
      case ResultOutcome.Stored(var stored, _) -> TestResultView.of(stored);
      case ResultOutcome.Refused(var reason, var sentence) -> throw problem(reason, sentence);
    };
  }

  private static Sender senderOf(Caller caller) {
    return new Sender(caller.name(), caller.factory());
  }

  private static ProblemException problem(Reason reason, String sentence) {
    return switch (reason) {
      case MALFORMED -> ProblemException.badRequest("Mind that " + sentence + ".");
      case UNIT_UNKNOWN, UNIT_NOT_YOURS -> Lookup.noDevice();
      case ID_REUSED -> new ProblemException(ProblemCode.TEST_ID_REUSED, sentence + ".");
      case TIME_ABSURD -> new ProblemException(ProblemCode.TEST_TIME_ABSURD, sentence + ".");
    };
  }

  @GetMapping(DevicesResource.ONE + "/test-results")
  @Operation(
      operationId = "listTestResults",
      summary = "List the test results under a DeviceName, latest first",
      description = "Of deleted devices too.")
  Page<TestResultView> listTestResults(
      @PathVariable String productKey,
      @PathVariable String deviceName,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var product = Lookup.product(products, productKey);
    var identity = Lookup.identity(product, deviceName);
    int offset = Math.max(0, after);
    var found =
        results.ofUnit(product.key(), identity.name(), null, offset, Page.oneMoreThan(limit));
    return Page.of(found, limit, _ -> Integer.toString(offset + limit), TestResultView::of);
  }

  @PostMapping(
      path = MANY,
      consumes = {MediaType.APPLICATION_JSON_VALUE, ResultSheet.JSON_LINES, ResultSheet.CSV})
  @Operation(
      operationId = "postTestResults",
      summary = "Enter many test results",
      description =
          "A JSON array, a JSON object a line, or CSV with a header line whose columns are the"
              + " properties; measured values are columns `measured.name(unit)`. At most 10,000"
              + " results and 16 MiB. Each is stored or refused for itself.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    array =
                        @ArraySchema(schema = @Schema(implementation = NewUnitTestResult.class))),
                @Content(
                    mediaType = ResultSheet.JSON_LINES,
                    schema = @Schema(implementation = NewUnitTestResult.class)),
                @Content(
                    mediaType = ResultSheet.CSV,
                    schema =
                        @Schema(
                            type = "string",
                            example = "id,deviceName,station,result,testedAt,measured.rf(dBm)"))
              }))
  @ForFactories
  EntriesView postTestResults(
      @PathVariable String productKey,
      HttpServletRequest request,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var product = Lookup.product(products, productKey);
    room.acquireUninterruptibly();
    try {
      return enter(product, items(request), senderOf(caller));
    } finally {
      room.release();
    }
  }

  private EntriesView enter(Product product, List<JsonNode> items, Sender sender) {
    var entries = new EntryView[items.size()];
    var good = new ArrayList<TestResult>(items.size());
    var places = new ArrayList<Integer>(items.size());
    for (int i = 0; i < items.size(); i++) {
      try {
        good.add(ResultForm.read(items.get(i), null));
        places.add(i);
      } catch (IllegalArgumentException e) {
        entries[i] = EntryView.malformed(i + 1, items.get(i), e.getMessage());
      }
    }
    var outcomes = desk.enter(sender, product.key(), good);
    for (int i = 0; i < outcomes.size(); i++) {
      int place = places.get(i);
      entries[place] = EntryView.of(place + 1, good.get(i), outcomes.get(i));
    }
    return EntriesView.of(List.of(entries));
  }

  private static List<JsonNode> items(HttpServletRequest request) {
    byte[] body;
    try {
      body = request.getInputStream().readNBytes(ResultSheet.MOST_BYTES + 1);
    } catch (IOException e) {
      throw ProblemException.badRequest("The body broke off; nothing was stored.");
    }
    if (body.length > ResultSheet.MOST_BYTES) {
      throw new ProblemException(
          ProblemCode.TOO_LARGE,
          "A request with test results has at most %d bytes.".formatted(ResultSheet.MOST_BYTES));
    }
    var type = MediaType.parseMediaType(request.getContentType());
    if (type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
      return ResultSheet.ofArray(body);
    }
    return type.getSubtype().equals("csv") ? ResultSheet.ofCsv(body) : ResultSheet.ofLines(body);
  }

  /// What a station sends of a unit that the path names; for the description.
  record NewTestResult(
      @Schema(example = "20260131-000417", description = "The station's own name for the test")
          String id,
      @Schema(example = "SZ2-FT-04", description = "Unique in the product") String station,
      TestVerdict result,
      @Schema(example = "RF_POWER_LOW", description = "A code; not with PASSED")
          @Nullable String reason,
      @Schema(
              description = "By name: a number, a text, or an object with value and unit",
              example = "{\"rf\":{\"value\":17.9,\"unit\":\"dBm\"},\"led\":\"green\"}")
          @Nullable Map<String, Object> measured,
      @Nullable String operator,
      @Schema(example = "1.4.2") @Nullable String firmware,
      @Schema(description = "By the station's clock") Instant testedAt) {}

  /// The same with the unit's name; for the description.
  record NewUnitTestResult(
      @Schema(example = "20260131-000417", description = "The station's own name for the test")
          String id,
      @Schema(example = "DB2-0001") String deviceName,
      @Schema(example = "SZ2-FT-04", description = "Unique in the product") String station,
      TestVerdict result,
      @Schema(example = "RF_POWER_LOW", description = "A code; not with PASSED")
          @Nullable String reason,
      @Schema(description = "By name: a number, a text, or an object with value and unit")
          @Nullable Map<String, Object> measured,
      @Nullable String operator,
      @Schema(example = "1.4.2") @Nullable String firmware,
      @Schema(description = "By the station's clock") Instant testedAt) {}

  /// What became of one of many results.
  enum EntryState {
    STORED,
    /// It was there before, word for word.
    REPEATED,
    REFUSED
  }

  /// One of many results.
  record EntryView(
      @Schema(description = "Its place in the request, from 1", example = "1") int place,
      @Nullable String id,
      @Nullable String deviceName,
      EntryState outcome,
      @Schema(description = "Of a refusal") @Nullable Reason reason,
      @Schema(description = "Of a refusal: what to do") @Nullable String detail) {

    static EntryView of(int place, TestResult result, ResultOutcome outcome) {
      return switch (outcome) {
        case ResultOutcome.Stored(_, var repeated) ->
            new EntryView(
                place,
                result.id(),
                result.name(),
                repeated ? EntryState.REPEATED : EntryState.STORED,
                null,
                null);
        // What does not exist and what is not the caller's look alike.
        case ResultOutcome.Refused(var reason, _) when reason == Reason.UNIT_NOT_YOURS ->
            of(place, result, ResultOutcome.UNKNOWN);
        case ResultOutcome.Refused(var reason, var sentence) ->
            new EntryView(place, result.id(), result.name(), EntryState.REFUSED, reason, sentence);
      };
    }

    static EntryView malformed(int place, JsonNode item, @Nullable String sentence) {
      return new EntryView(
          place,
          shown(item.path("id")),
          shown(item.path("deviceName")),
          EntryState.REFUSED,
          Reason.MALFORMED,
          sentence);
    }

    private static @Nullable String shown(JsonNode node) {
      return node.isString() && node.asString().length() <= 64 ? node.asString() : null;
    }
  }

  /// What became of many results.
  record EntriesView(int received, int stored, int repeated, int refused, List<EntryView> items) {

    static EntriesView of(List<EntryView> items) {
      return new EntriesView(
          items.size(),
          count(items, EntryState.STORED),
          count(items, EntryState.REPEATED),
          count(items, EntryState.REFUSED),
          items);
    }

    private static int count(List<EntryView> items, EntryState state) {
      return (int) items.stream().filter(item -> item.outcome() == state).count();
    }
  }
}
