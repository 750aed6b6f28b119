package io.mintmark.api;

import io.mintmark.api.LineViews.BalanceView;
import io.mintmark.api.LineViews.StatementView;
import io.mintmark.line.BalanceStatement;
import io.mintmark.line.Line;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where the units of an order are, and who answers for it.
@RestController
@Tag(name = "Production test")
class BalancesResource {

  private static final String PATH = Paths.API + "/batches/{id}/balance";
  private static final String STATEMENTS = PATH + "/statements";
  private static final int REMARK_LIMIT = 500;

  private final Projects projects;
  private final Batches batches;
  private final Line line;

  BalancesResource(Projects projects, Batches batches, Line line) {
    this.projects = projects;
    this.batches = batches;
    this.line = line;
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "readBalance",
      summary = "Draw up the balance sheet of a batch, with alarms on what does not add up",
      description = "Of a million units it takes some seconds.")
  BalanceView readBalance(@PathVariable String id, Locale language) {
    return BalanceView.of(line.balances().of(Lookup.batch(batches, id)), language);
  }

  @GetMapping(Paths.API + "/projects/{project}/balances")
  @Operation(
      operationId = "listBalances",
      summary = "Draw up the balance sheets of a project's batches, newest batch first",
      description = "At most 20 on a page.")
  Page<BalanceView> listBalances(
      @PathVariable String project,
      @RequestParam(required = false) @Nullable String after,
      @Parameter(description = "Sheets on a page, 1 to 20") @RequestParam(defaultValue = "20")
          int limit,
      Locale language) {
    if (limit < 1 || limit > 20) {
      throw ProblemException.badRequest("The limit of a page of balance sheets is 1 to 20.");
    }
    var owner = Lookup.project(projects, project);
    var before = after == null ? null : Lookup.batch(batches, after).id();
    return Page.of(
        batches.page(owner.id(), before, limit + 1),
        limit,
        batch -> batch.id().value(),
        batch -> BalanceView.of(line.balances().of(batch), language));
  }

  @PostMapping(STATEMENTS)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeStatement",
      summary = "Freeze the balance sheet into a statement, to download, print and sign")
  StatementView makeStatement(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var batch = Lookup.batch(batches, id);
    return StatementView.of(line.statements().make(batch, caller.name()));
  }

  @GetMapping(STATEMENTS)
  @Operation(operationId = "listStatements", summary = "List a batch's statements, newest first")
  Page<StatementView> listStatements(
      @PathVariable String id,
      @RequestParam(defaultValue = "2147483647") int after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var batch = Lookup.batch(batches, id);
    var found = line.statements().page(batch.id(), after, Page.oneMoreThan(limit));
    return Page.of(
        found, limit, statement -> Integer.toString(statement.number()), StatementView::of);
  }

  @GetMapping(STATEMENTS + "/{number}.csv")
  @Operation(
      operationId = "downloadStatement",
      summary = "Download a statement as CSV, the same bytes each time",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The statement",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void downloadStatement(
      @PathVariable String id, @PathVariable int number, HttpServletResponse response)
      throws IOException {
    var statement = statement(Lookup.batch(batches, id), number);
    name(response, statement, "csv");
    response.setContentType("text/csv;charset=utf-8");
    response.getOutputStream().write(statement.csv().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping(STATEMENTS + "/{number}.pdf")
  @Operation(
      operationId = "printStatement",
      summary = "Download a statement as a page to print and sign",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The page",
              content =
                  @Content(
                      mediaType = "application/pdf",
                      schema = @Schema(type = "string", format = "binary"))))
  void printStatement(
      @PathVariable String id, @PathVariable int number, HttpServletResponse response)
      throws IOException {
    var statement = statement(Lookup.batch(batches, id), number);
    var page = new ByteArrayOutputStream();
    line.statements().writePdf(statement, page);
    name(response, statement, "pdf");
    response.setContentType("application/pdf");
    page.writeTo(response.getOutputStream());
  }

  @PostMapping(STATEMENTS + "/{number}/sign-off")
  @Operation(
      operationId = "signStatement",
      summary = "Sign a statement as the second person, once and for good",
      description = "By somebody who is signed in and did not draw it up.")
  @Refusals({ProblemCode.SECOND_PERSON_NEEDED, ProblemCode.STATEMENT_SIGNED})
  StatementView signStatement(
      @PathVariable String id,
      @PathVariable int number,
      @RequestBody SignOffForm body,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var batch = Lookup.batch(batches, id);
    if (!(caller instanceof Caller.Person)) {
      throw secondPersonNeeded("A program cannot sign; sign in as a person.");
    }
    return switch (line.statements().sign(batch, number, caller.name(), body.remark())) {
      case SIGNED -> StatementView.of(statement(batch, number));
      case NO_STATEMENT -> throw noStatement();
      case SAME_PERSON ->
          throw secondPersonNeeded("You drew it up yourself; somebody else has to sign it.");
      case SIGNED_ALREADY ->
          throw new ProblemException(
              ProblemCode.STATEMENT_SIGNED, "It is signed; draw up a new statement if need be.");
    };
  }

  private static ProblemException secondPersonNeeded(String detail) {
    return new ProblemException(ProblemCode.SECOND_PERSON_NEEDED, detail);
  }

  private BalanceStatement statement(Batch batch, int number) {
    return line.statements().find(batch.id(), number).orElseThrow(BalancesResource::noStatement);
  }

  private static ProblemException noStatement() {
    return ProblemException.notFound("statement of this number");
  }

  private static void name(
      HttpServletResponse response, BalanceStatement statement, String ending) {
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s-balance-%d.%s\""
            .formatted(statement.batch(), statement.number(), ending));
  }

  /// A signature.
  record SignOffForm(
      @Schema(example = "Counted by hand", description = "May be empty") String remark) {

    SignOffForm {
      if (Fields.required("remark", remark).length() > REMARK_LIMIT) {
        throw ProblemException.badRequest("The property 'remark' has at most 500 characters.");
      }
    }
  }
}
