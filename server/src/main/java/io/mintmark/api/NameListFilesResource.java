package io.mintmark.api;

import io.mintmark.sheet.ListFiles;
import io.mintmark.sheet.NameLists;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The files that an examined list is given back as.
@RestController
@Tag(name = "Name lists")
class NameListFilesResource {

  private final NameLists lists;
  private final ListFiles files;

  NameListFilesResource(NameListCases cases) {
    this.lists = cases.lists();
    this.files = cases.files();
  }

  @GetMapping(NameListsResource.ONE + "/repaired.csv")
  @Operation(
      operationId = "downloadRepairedNames",
      summary = "Download the whole list with every safe repair made",
      description =
          "UTF-8 with a byte order mark. Rows that only you can repair stand as they stood.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The file",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  @Refusals(ProblemCode.NAME_LIST_INCOMPLETE)
  void downloadRepairedNames(@PathVariable String id, HttpServletResponse response)
      throws IOException {
    var list = NameListsResource.whole(Lookup.nameList(lists, id));
    announce(response, list.id() + "-repaired.csv");
    files.writeRepaired(list, response.getOutputStream());
  }

  @GetMapping(NameListsResource.ONE + "/failed-rows.csv")
  @Operation(
      operationId = "downloadFailedRows",
      summary = "Download the rows that stand in the way, with their numbers and what to do",
      description =
          "In Chinese if `Accept-Language` prefers that. All of them, not only the first.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The file",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void downloadFailedRows(@PathVariable String id, HttpServletResponse response, Locale language)
      throws IOException {
    var list = Lookup.nameList(lists, id);
    announce(response, list.id() + "-failed-rows.csv");
    files.writeFailedRows(list, language, response.getOutputStream());
  }

  private static void announce(HttpServletResponse response, String fileName) {
    response.setContentType("text/csv;charset=utf-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
  }
}
