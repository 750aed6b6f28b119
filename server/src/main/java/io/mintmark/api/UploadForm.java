package io.mintmark.api;

import io.mintmark.production.BatchPapers;
import io.mintmark.production.BurnMethod;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/// A form with an uploaded list of names, read from the connection part by part. Spring's and the
/// web server's own multipart support would first write the whole form to memory or disk; here the
/// list goes to its reader as it arrives, so the fields must come before it.
///
/// @param file the list, to be read once
record UploadForm(BurnMethod burnMethod, OrderNote note, InputStream file) {

  /// The media type of a spreadsheet (`.xlsx`).
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final int VALUE_LIMIT = 4 * BatchPapers.MAX_REMARK + 4;
  private static final int PART_LIMIT = 10;

  /// Reads up to the first byte of the file.
  ///
  /// @throws IOException if the body is not a form, or it breaks off; so may reading the file
  static UploadForm read(HttpServletRequest request) throws IOException {
    var upload = new FileUpload();
    upload.setFileCountMax(PART_LIMIT);
    return read(upload.getItemIterator(new ServletRequestContext(request)));
  }

  private static UploadForm read(FileItemIterator parts) throws IOException {
    var fields = new HashMap<String, String>();
    while (parts.hasNext()) {
      FileItemStream part = parts.next();
      switch (String.valueOf(part.getFieldName())) {
        case "burnMethod", "draft", "title", "remark" ->
            fields.put(part.getFieldName(), value(part));
        case "file" -> {
          return new UploadForm(burnMethod(fields), note(fields), part.openStream());
        }
        default ->
            throw ProblemException.badRequest(
                "The form has a field that is not known; it has burnMethod, draft, title, remark"
                    + " and file.");
      }
    }
    throw ProblemException.badRequest("The form field 'file' is missing.");
  }

  private static String value(FileItemStream part) throws IOException {
    return new String(part.openStream().readNBytes(VALUE_LIMIT), StandardCharsets.UTF_8);
  }

  private static BurnMethod burnMethod(Map<String, String> fields) {
    var value = fields.get("burnMethod");
    if (value == null) {
      throw ProblemException.badRequest(
          "The form field 'burnMethod' must come before the field 'file'.");
    }
    try {
      return BurnMethod.valueOf(value);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "The form field 'burnMethod' is not " + BodyFaults.describe(BurnMethod.class) + ".");
    }
  }

  private static OrderNote note(Map<String, String> fields) {
    boolean draft =
        switch (fields.getOrDefault("draft", "false")) {
          case "true" -> true;
          case "false" -> false;
          default ->
              throw ProblemException.badRequest("The form field 'draft' is not true or false.");
        };
    return new OrderNote(draft, fields.get("title"), fields.get("remark"));
  }
}
