package io.mintmark.api;

import io.mintmark.api.NameListViews.FindingView;
import io.mintmark.api.NameListViews.NameListView;
import io.mintmark.product.Products;
import io.mintmark.sheet.FindingKind;
import io.mintmark.sheet.ListDesk;
import io.mintmark.sheet.NameList;
import io.mintmark.sheet.NameLists;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lists of names, examined and kept so that a batch can be ordered from one as it stands. The two
/// ways to upload are one operation in the API's description, told at the first of them.
@RestController
@Tag(name = "Name lists")
class NameListsResource {

  static final String ONE = Paths.API + "/name-lists/{id}";

  private static final String PATH = Paths.API + "/products/{productKey}/name-lists";
  /// What a form adds to the file it carries.
  private static final int FORM_BYTES = 64 * 1024;

  /// Findings shown with the list itself.
  private static final int SHOWN = 100;

  private final Products products;
  private final NameListCases cases;
  private final ListDesk desk;
  private final NameLists lists;

  NameListsResource(Products products, NameListCases cases) {
    this.products = products;
    this.cases = cases;
    this.desk = cases.desk();
    this.lists = cases.lists();
  }

  @PostMapping(
      path = PATH,
      consumes = {"text/csv", "text/plain", "application/octet-stream", UploadForm.XLSX})
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "examineNames",
      summary = "Examine a list of names, and keep it for a day",
      description =
          "A dry run: nothing is ordered. The file is the body itself, or the form field `file`"
              + " (`multipart/form-data`); what it is, its bytes tell and not its type. The first"
              + " cell of each row is a name. The answer tells everything that is wrong; if there"
              + " is no error, a batch can be ordered from the list as it stands.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "text/csv",
                    schema = @Schema(type = "string", example = "DB2-0001\nDB2-0002\n")),
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                    schema = @Schema(implementation = NewNameListForm.class))
              }))
  ResponseEntity<NameListView> examineNames(
      @PathVariable String productKey,
      @RequestParam(defaultValue = "") String fileName,
      HttpServletRequest request,
      Locale language) {
    var product = Lookup.product(products, productKey);
    refuseOversize(request, 0);
    try {
      return created(desk.examine(product, request.getInputStream(), fileName), language);
    } catch (IOException e) {
      throw ProblemException.badRequest("The list broke off; nothing was stored.");
    }
  }

  @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Hidden
  ResponseEntity<NameListView> examineNamesByForm(
      @PathVariable String productKey,
      @RequestParam(defaultValue = "") String fileName,
      HttpServletRequest request,
      Locale language) {
    var product = Lookup.product(products, productKey);
    refuseOversize(request, FORM_BYTES);
    try {
      var form = FileForm.read(request);
      String name = fileName.isEmpty() ? form.name() : fileName;
      return created(desk.examine(product, form.file(), name), language);
    } catch (IOException e) {
      throw ProblemException.badRequest("The form is malformed or ends too early.");
    }
  }

  @GetMapping(ONE)
  @Operation(
      operationId = "findNameList",
      summary = "Find an examined list with its first findings",
      description = "It is there for a day after its upload, unless it is deleted.")
  NameListView findNameList(@PathVariable String id, Locale language) {
    return view(Lookup.nameList(lists, id), language);
  }

  @GetMapping(ONE + "/findings")
  @Operation(
      operationId = "listFindings",
      summary = "List what is wrong with a list, by row",
      description = "The first 10,000 errors and as many warnings; the list counts them all.")
  Page<FindingView> listFindings(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      Locale language) {
    int from = after == null ? 0 : after;
    if (from < 0) {
      throw ProblemException.badRequest("The cursor 'after' is the 'next' of the page before.");
    }
    var found = desk.findings(Lookup.nameList(lists, id).id(), from, Page.oneMoreThan(limit));
    return Page.of(
        found,
        limit,
        _ -> String.valueOf(from + limit),
        finding -> FindingView.of(finding, language));
  }

  @PostMapping(ONE + "/repair")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "repairNameList",
      summary = "Make a new list of the repaired file",
      description = "Every safe repair is made; the list itself stays as it is.")
  @Refusals(ProblemCode.NAME_LIST_INCOMPLETE)
  ResponseEntity<NameListView> repairNameList(@PathVariable String id, Locale language)
      throws IOException {
    var list = whole(Lookup.nameList(lists, id));
    var product = Lookup.product(products, list.product().value());
    return created(desk.repair(product, list), language);
  }

  @DeleteMapping(ONE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteNameList", summary = "Forget an examined list")
  void deleteNameList(@PathVariable String id) {
    if (!desk.delete(Lookup.nameList(lists, id).id())) {
      throw ProblemException.notFound("list of this id");
    }
  }

  /// A list that was read to its end, which every repair needs.
  static NameList whole(NameList list) {
    if (!list.whole()) {
      throw new ProblemException(
          ProblemCode.NAME_LIST_INCOMPLETE,
          "The file was not read to its end, so there is nothing to repair; see its findings.");
    }
    return list;
  }

  private ResponseEntity<NameListView> created(NameList list, Locale language) {
    if (list.totals().containsKey(FindingKind.FILE_TOO_LARGE)) {
      desk.delete(list.id());
      throw tooLarge();
    }
    return ResponseEntity.created(URI.create(Paths.API + "/name-lists/" + list.id()))
        .body(view(list, language));
  }

  private NameListView view(NameList list, Locale language) {
    return NameListView.of(list, desk.findings(list.id(), 0, SHOWN), language);
  }

  private void refuseOversize(HttpServletRequest request, int besides) {
    if (request.getContentLengthLong() > cases.limits().maxBytes() + besides) {
      throw tooLarge();
    }
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        ProblemCode.TOO_LARGE,
        "A list of names has at most %d bytes; split it.".formatted(cases.limits().maxBytes()));
  }

  /// The form with a file, for the API's description.
  record NewNameListForm(
      @Schema(type = "string", format = "binary", description = "One name a row")
          InputStream file) {}
}
